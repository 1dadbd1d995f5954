// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/profile_delegate.h"

#include "widgets/common/fonts.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/esim/profile_list_model.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QPainter>

namespace widgets {
namespace {

constexpr int kLowRow = 58, kHighRow = 90;
constexpr int kMargin = 16;
constexpr int kTile = 36;
constexpr int kWordsLeft = kMargin + kTile + 14;
constexpr int kChipHeight = 20;
constexpr int kStackedBelow = 640; ///< width of a row
constexpr int kNameBytes = 64;     ///< SGP.22 §5.7.21

ProfileMark markOf(const QModelIndex &index)
{
    return static_cast<ProfileMark>(index.data(ProfileListModel::MarkRole).toInt());
}

bool isStale(const QModelIndex &index) { return index.data(ProfileListModel::StaleRole).toBool(); }

} // namespace

QSize ProfileDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int share = view && index.model() ? view->viewport()->height() / qMax(1, index.model()->rowCount()) : 0;
    return {400, qBound(kLowRow, share, kHighRow)};
}

void ProfileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = theme();
    const bool selected = option.state & QStyle::State_Selected;
    const QRect &row = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected)
        painter->fillRect(row, t.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(row, t.hover);
    painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), t.line);
    if (selected)
        painter->fillRect(QRect(row.left(), row.top(), 3, row.height() - 1), t.accent);
    paintTile(*painter, row, index);
    const int right = paintState(*painter, row, index);
    paintWords(
        *painter, QRect(QPoint(row.left() + kWordsLeft, row.top()), QPoint(right, row.bottom())), index, selected);
    painter->restore();
}

void ProfileDelegate::paintTile(QPainter &painter, const QRect &row, const QModelIndex &index)
{
    const Theme &t = theme();
    const bool on = markOf(index) == ProfileMark::Enabled;
    const QRectF tile(row.left() + kMargin + 0.5, row.center().y() - kTile / 2 + 0.5, kTile - 1, kTile - 1);
    painter.setPen(on ? t.primary : t.line2);
    painter.setBrush(on ? t.primary : t.surface);
    painter.drawRoundedRect(tile, 6, 6);
    QFont font = roleFont(TextRole::Table);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(on ? t.onPrimary : t.text2);
    painter.drawText(tile, Qt::AlignCenter, index.data(ProfileListModel::InitialsRole).toString());
}

/// Chip and ICCID, side by side or, in a narrow row, one above the other; the right edge of what is left for words.
int ProfileDelegate::paintState(QPainter &painter, const QRect &row, const QModelIndex &index)
{
    const bool stacked = row.width() < kStackedBelow;
    const QFontMetrics metrics(roleFont(TextRole::Caption));
    // One column for all rows, whatever their chips say.
    int widest = 0;
    for (const ProfileMark each : {ProfileMark::Disabled, ProfileMark::Enabled, ProfileMark::Disabling})
        widest = qMax(widest, metrics.horizontalAdvance(profileMarkWord(each)) + 34);
    const QFont mono = roleFont(TextRole::Mono);
    const QFontMetrics digits(mono);
    const int iccidWidth = digits.horizontalAdvance(QStringLiteral("0000 0000 0000 0000 0000"));
    const int middle = row.center().y();
    const int pair = kChipHeight + 4 + digits.height();
    paintChip(painter, row, stacked ? middle - pair / 2 : middle - kChipHeight / 2, index);
    const int left = row.right() - kMargin - iccidWidth - (stacked ? 0 : widest + 20);
    const QRect place = stacked ? QRect(left, middle + pair / 2 - digits.height(), iccidWidth + 4, digits.height())
                                : QRect(left, row.top(), iccidWidth + 4, row.height());
    painter.setFont(mono);
    painter.setPen(isStale(index) ? theme().text3 : theme().text2);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, index.data(ProfileListModel::IccidRole).toString());
    return left - 16;
}

void ProfileDelegate::paintChip(QPainter &painter, const QRect &row, int top, const QModelIndex &index)
{
    const Theme &t = theme();
    const ProfileMark mark = markOf(index);
    const QFont font = roleFont(TextRole::Caption);
    const QString word = profileMarkWord(mark);
    const bool on = mark == ProfileMark::Enabled;
    const bool busy = mark == ProfileMark::Enabling || mark == ProfileMark::Disabling;
    const int tick = on ? 18 : 0;
    const int width = QFontMetrics(font).horizontalAdvance(word) + 16 + tick;
    const QRect chip(row.right() - kMargin - width + 1, top, width, kChipHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(on ? t.okBg : busy ? t.warnBg : isStale(index) ? t.hover : t.pressed); // readable when stale
    painter.drawRoundedRect(chip, 3, 3);
    const QColor ink = isStale(index) ? t.text3 : on ? t.ok : busy ? t.warn : t.text2;
    if (on)
        painter.drawPixmap(chip.left() + 6, chip.top() + 3,
            iconPixmap(QStringLiteral("tick"), ink, 14, painter.device()->devicePixelRatioF()));
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(chip.adjusted(8 + tick, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, word);
}

void ProfileDelegate::paintWords(QPainter &painter, const QRect &words, const QModelIndex &index, bool selected)
{
    const Theme &t = theme();
    QFont name = roleFont(TextRole::Prompt);
    name.setPixelSize(14);
    const QString rules = index.data(ProfileListModel::RulesRole).toString();
    struct Line {
        QString text;
        QFont font;
        QColor ink;
        int height;
    };
    QList<Line> lines{{index.data().toString(), name, isStale(index) ? t.text3 : t.text, 20},
        {index.data(ProfileListModel::ProviderRole).toString(), roleFont(TextRole::Table), t.text2, 17}};
    if (!rules.isEmpty())
        lines.append({rules, roleFont(TextRole::Caption), selected ? t.text2 : t.text3, 16});
    int total = 0;
    for (const Line &line : std::as_const(lines))
        total += line.height;
    int y = words.center().y() - total / 2;
    for (const Line &line : std::as_const(lines)) {
        painter.setFont(line.font);
        painter.setPen(line.ink);
        painter.drawText(QRect(words.left(), y, words.width(), line.height), Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(line.font).elidedText(line.text, Qt::ElideRight, words.width()));
        y += line.height;
    }
}

QWidget *ProfileDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(QStringLiteral("nicknameEditor"));
    editor->setAccessibleName(tr("Name of the profile"));
    editor->setPlaceholderText(index.data().toString());
    // The card keeps 64 bytes, which are fewer characters in Chinese.
    connect(editor, &QLineEdit::textEdited, editor, [editor](const QString &text) {
        QString fits = text;
        while (fits.toUtf8().size() > kNameBytes)
            fits.chop(1);
        if (fits != text)
            editor->setText(fits);
    });
    return editor;
}

void ProfileDelegate::updateEditorGeometry(
    QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    constexpr int kEditorHeight = 28;
    constexpr int kEditorWidth = 260;
    const QRect &row = option.rect;
    editor->setGeometry(row.left() + kWordsLeft - 9, qMax(row.top() + 2, row.center().y() - kEditorHeight - 8),
        qMin(kEditorWidth, row.width() - kWordsLeft), kEditorHeight);
}

} // namespace widgets
