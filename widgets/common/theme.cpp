// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include "widgets/common/fonts.h"

#include <QApplication>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QToolTip>

namespace widgets {
namespace {

QColor c(quint32 rgb) { return QColor::fromRgb(rgb); }

Theme makeLight()
{
    Theme t;
    t.bg = c(0xF3F5F7), t.side = c(0xEBEEF1), t.surface = c(0xFFFFFF), t.sunken = c(0xF8F9FA);
    t.hover = c(0xE9EDF0), t.pressed = c(0xDCE2E7), t.selected = c(0xDEE8F8);
    t.line = c(0xDDE2E7), t.line2 = c(0xC6CED6), t.control = c(0x7F8A96);
    t.text = c(0x11161B), t.text2 = c(0x434E59), t.text3 = c(0x5B6672);
    t.primary = c(0x161C22), t.onPrimary = c(0xFFFFFF), t.accent = c(0x1F55C4);
    t.ok = c(0x13713F), t.okBg = c(0xE4F3EA), t.warn = c(0x8A5A00), t.warnBg = c(0xFBF1DC);
    t.error = c(0xB3261E), t.errorBg = c(0xFBE9E7), t.onLive = c(0xFFFFFF), t.live = c(0x13713F);
    t.time = {c(0x1A73E0), c(0xBCD6F7), c(0x155BBB)};
    t.energy = {c(0xB85E0C), c(0xEBC9A8), c(0x9A4B04)};
    t.tokens = {c(0x0B7560), c(0xB2D8CF), c(0x0A6B58)};
    t.money = {c(0x8E1483), c(0xDFBADB), c(0x8E1483)};
    t.power = {c(0x2B323A), c(0xC4C9CE), t.text};
    t.voltage = {c(0x5B6B7C), c(0xD3DAE1), t.text2};
    t.radioDrx = c(0xDCE2E9), t.radioTail = c(0xB9C4D0), t.radioSetup = c(0x8596A8), t.radioConnected = c(0x4C5F74);
    t.onRadioConnected = c(0xFFFFFF), t.onRadioTail = c(0x11161B);
    t.grid = c(0xE6EAEE);
    return t;
}

Theme makeDark()
{
    Theme t;
    t.dark = true;
    t.bg = c(0x0F1318), t.side = c(0x0B0F13), t.surface = c(0x161B21), t.sunken = c(0x12171C);
    t.hover = c(0x1D242C), t.pressed = c(0x28313B), t.selected = c(0x1C2B45);
    t.line = c(0x242C35), t.line2 = c(0x37424E), t.control = c(0x6C7885);
    t.text = c(0xE8ECF0), t.text2 = c(0xABB6C1), t.text3 = c(0x8995A1);
    t.primary = c(0xE8ECF0), t.onPrimary = c(0x11161B), t.accent = c(0x7DA8FF);
    t.ok = c(0x4CC38A), t.okBg = c(0x14291F), t.warn = c(0xE5B84B), t.warnBg = c(0x2B2413);
    t.error = c(0xFF7B72), t.errorBg = c(0x331A1A), t.onLive = c(0x08130D), t.live = c(0x4CC38A);
    t.time = {c(0x4A9CFF), c(0x1F4270), c(0x4A9CFF)};
    t.energy = {c(0xDC8F33), c(0x6A4620), c(0xDC8F33)};
    t.tokens = {c(0x3FD9A4), c(0x1C5A48), c(0x3FD9A4)};
    t.money = {c(0xEC5AA6), c(0x642F4D), c(0xF070B4)};
    t.power = {c(0xDDE3E9), c(0x4A5158), t.text};
    t.voltage = {c(0x8FA0B2), c(0x36414C), t.text2};
    t.radioDrx = c(0x242D37), t.radioTail = c(0x3A4857), t.radioSetup = c(0x5D7186), t.radioConnected = c(0x9DB1C6);
    t.onRadioConnected = c(0x11161B), t.onRadioTail = c(0xE8ECF0);
    t.grid = c(0x20272F);
    return t;
}

QHash<QString, QString> tokensOf(const Theme &t)
{
    QHash<QString, QString> tokens{{QStringLiteral("arrow"),
        t.dark ? QStringLiteral(":/icons/arrow-dark.svg") : QStringLiteral(":/icons/arrow-light.svg")}};
    const std::pair<const char *, QColor> colours[] = {{"bg", t.bg}, {"side", t.side}, {"surface", t.surface},
        {"sunken", t.sunken}, {"hover", t.hover}, {"pressed", t.pressed}, {"selected", t.selected}, {"line", t.line},
        {"line2", t.line2}, {"control", t.control}, {"text", t.text}, {"text2", t.text2}, {"text3", t.text3},
        {"primary", t.primary}, {"onPrimary", t.onPrimary}, {"accent", t.accent}, {"error", t.error},
        {"errorBg", t.errorBg}, {"warn", t.warn}, {"warnBg", t.warnBg}};
    for (const auto &[name, colour] : colours)
        tokens.insert(QLatin1String(name), colour.name());
    return tokens;
}

} // namespace

const Theme &lightTheme()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme &darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme &theme()
{
    return QApplication::palette().color(QPalette::Window).lightness() < 128 ? darkTheme() : lightTheme();
}

QPalette paletteOf(const Theme &t)
{
    QPalette palette;
    palette.setColor(QPalette::Window, t.bg);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.sunken);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::Button, t.surface);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.error);
    palette.setColor(QPalette::ToolTipBase, t.surface);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::PlaceholderText, t.text3);
    palette.setColor(QPalette::Highlight, t.selected);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::Light, t.hover);
    palette.setColor(QPalette::Midlight, t.line);
    palette.setColor(QPalette::Mid, t.line2);
    palette.setColor(QPalette::Dark, t.control);
    palette.setColor(QPalette::Shadow, t.line2);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.text3);
    return palette;
}

QString styleSheetOf(const Theme &t)
{
    QFile file(QStringLiteral(":/styles/workbench.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const QHash<QString, QString> tokens = tokensOf(t);
    static const QRegularExpression placeholder(QStringLiteral("@([a-zA-Z0-9]+)"));
    QString out;
    qsizetype from = 0;
    for (auto it = placeholder.globalMatch(sheet); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const auto token = tokens.constFind(match.captured(1));
        if (token == tokens.cend())
            return {};
        out += sheet.mid(from, match.capturedStart() - from) + *token;
        from = match.capturedEnd();
    }
    return out + sheet.mid(from);
}

void applyTheme(QApplication &application, const Theme &t)
{
    const QPalette palette = paletteOf(t);
    application.setFont(roleFont(TextRole::Body));
    application.setPalette(palette);
    QToolTip::setPalette(palette);
    application.setStyleSheet(styleSheetOf(t));
}

} // namespace widgets
