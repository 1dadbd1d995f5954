// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/fonts.h"

#include <QFontDatabase>
#include <QLocale>

#include <vector>

namespace widgets {
namespace {

QStringList installed(const QStringList &wanted)
{
    const QStringList all = QFontDatabase::families();
    QStringList found;
    for (const QString &family : wanted) {
        if (all.contains(family))
            found.append(family);
    }
    return found;
}

QStringList chinese()
{
    return {QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"), QStringLiteral("Microsoft YaHei"),
        QStringLiteral("PingFang SC")};
}

const QStringList &textFamilies()
{
    static const QStringList families = [] {
        QStringList found = installed({QStringLiteral("Inter")});
        found += QFontDatabase::systemFont(QFontDatabase::GeneralFont).families();
        found += installed(QStringList{QStringLiteral("Segoe UI"), QStringLiteral("SF Pro Text"),
                               QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")}
            + chinese());
        return found;
    }();
    return families;
}

const QStringList &monoFamilies()
{
    static const QStringList families = [] {
        QStringList found = installed(
            {QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono")});
        found += QFontDatabase::systemFont(QFontDatabase::FixedFont).families();
        return found + installed(chinese());
    }();
    return families;
}

struct Scale {
    double px;
    QFont::Weight weight;
};

Scale scaleOf(TextRole role)
{
    switch (role) {
    case TextRole::Caption:
        // Chinese strokes need a pixel more.
        return {QLocale().language() == QLocale::Chinese ? 12.0 : 11.0, QFont::Normal};
    case TextRole::Table: return {12, QFont::Normal};
    case TextRole::Body: return {13, QFont::Normal};
    case TextRole::BodyStrong: return {13, QFont::DemiBold};
    case TextRole::Prompt: return {15, QFont::DemiBold};
    case TextRole::Title: return {16, QFont::DemiBold};
    case TextRole::Readout: return {18, QFont::DemiBold};
    case TextRole::CardNumber: return {26, QFont::DemiBold};
    case TextRole::CostNumber: return {34, QFont::DemiBold};
    case TextRole::PanelNumber: return {42, QFont::DemiBold};
    case TextRole::Mono: return {11, QFont::Normal};
    case TextRole::MonoLarge: return {15, QFont::Normal};
    }
    return {13, QFont::Normal};
}

QFont makeFont(TextRole role, const Scale &scale)
{
    QFont font;
    const bool mono = role == TextRole::Mono || role == TextRole::MonoLarge;
    font.setFamilies(mono ? monoFamilies() : textFamilies());
    font.setPixelSize(qRound(scale.px));
    font.setWeight(scale.weight);
    if (scale.px > 20)
        font.setLetterSpacing(QFont::PercentageSpacing, 98);
    if (mono)
        font.setStyleHint(QFont::Monospace);
    return font;
}

} // namespace

QFont roleFont(TextRole role)
{
    // Painters ask many times a frame. Shared fonts also compare at once.
    struct Made {
        TextRole role;
        double px;
        QFont font;
    };
    thread_local std::vector<Made> known;
    const Scale scale = scaleOf(role);
    for (const Made &made : known) {
        if (made.role == role && made.px == scale.px)
            return made.font;
    }
    return known.emplace_back(Made{role, scale.px, makeFont(role, scale)}).font;
}

} // namespace widgets
