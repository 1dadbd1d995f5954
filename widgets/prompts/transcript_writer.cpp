// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/prompts/transcript_writer.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/prompts/token_gap.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTextBlockFormat>
#include <QTextCharFormat>

namespace widgets {
namespace {

QString words(const char *source) { return QCoreApplication::translate("Transcript", source); }

QTextCharFormat ink(TextRole role, const QColor &colour)
{
    QTextCharFormat format;
    format.setFont(roleFont(role));
    format.setForeground(colour);
    return format;
}

QTextBlockFormat block(double above, double width)
{
    QTextBlockFormat format;
    format.setTopMargin(above);
    format.setTabPositions({QTextOption::Tab(width, QTextOption::RightTab)});
    return format;
}

/// Background of a token by the gap before it; the default format without one when the gap is usual.
void markGap(QTextCharFormat &format, double gapMs)
{
    const Theme &t = theme();
    const int level = gapLevel(gapMs);
    if (level >= 2) {
        format.setBackground(level == 3 ? t.errorBg : t.warnBg);
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        format.setUnderlineColor(level == 3 ? t.error : t.warn);
    } else if (level == 1) {
        format.setBackground(t.selected);
    }
}

} // namespace

void TranscriptWriter::write(const PromptEntry &entry, bool first)
{
    writeHeader(entry, first);
    m_cursor.insertBlock(block(6, m_width), ink(TextRole::BodyStrong, theme().text));
    m_cursor.insertText(entry.run.text, ink(TextRole::BodyStrong, theme().text));
    writeAnswer(entry);
    writeCosts(entry);
}

void TranscriptWriter::writeHeader(const PromptEntry &entry, bool first)
{
    const Theme &t = theme();
    const QTextBlockFormat format = block(first ? 4 : 26, m_width);
    if (first)
        m_cursor.setBlockFormat(format);
    else
        m_cursor.insertBlock(format);
    QString head = u'#' + QString::number(entry.number);
    head += QStringLiteral("   ") + clockTime(entry.askedOfDayNs, 0);
    if (!entry.run.model.isEmpty())
        head += QStringLiteral("   ") + entry.run.model;
    m_cursor.insertText(head, ink(TextRole::Caption, t.text3));
    QString state;
    QColor colour = t.text3;
    if (entry.error) {
        state = faultText(*entry.error).what;
        colour = t.error;
    } else if (entry.running && !entry.run.finished()) {
        state = !m_heard ? words(QT_TRANSLATE_NOOP("Transcript", "the kit is away, %1 tok came so far"))
                               .arg(integer(entry.run.tokens.size()))
            : entry.run.tokens.isEmpty() ? words(QT_TRANSLATE_NOOP("Transcript", "waiting for the first token"))
                                         : words(QT_TRANSLATE_NOOP("Transcript", "streaming, %1 tok out so far"))
                                               .arg(integer(entry.run.tokens.size()));
        colour = m_heard ? t.accent : t.warn;
    } else if (entry.running) {
        state = m_measuring ? words(QT_TRANSLATE_NOOP("Transcript", "radio tail, still counting energy"))
                            : words(QT_TRANSLATE_NOOP("Transcript", "radio tail, energy is not measured"));
        colour = t.accent;
    } else if (entry.run.finish == QStringLiteral("stop") && energyIsPart(entry) && !entry.run.quiet) {
        state = words(QT_TRANSLATE_NOOP("Transcript", "complete, energy without the radio tail"));
        colour = t.warn;
    } else {
        state = finishWord(entry.run.finish);
        colour = entry.run.finish == QStringLiteral("stop") ? t.ok : t.warn;
    }
    m_cursor.insertText(u'\t' + state, ink(TextRole::Caption, colour));
}

void TranscriptWriter::writeAnswer(const PromptEntry &entry)
{
    QTextBlockFormat format = block(6, m_width);
    format.setLineHeight(QLocale().language() == QLocale::Chinese ? 150 : 130, QTextBlockFormat::ProportionalHeight);
    const QTextCharFormat plain = ink(TextRole::Body, theme().text2);
    m_cursor.insertBlock(format, plain);
    const QList<TokenGap> gaps = tokenGaps(entry.run.tokens);
    auto gap = gaps.cbegin();
    for (const profiles::PromptToken &token : entry.run.tokens) {
        QTextCharFormat marked = plain;
        if (gap != gaps.cend() && gap->index == token.index)
            markGap(marked, (gap++)->ms);
        m_cursor.insertText(token.text, marked);
    }
    if (entry.running && !entry.run.finished() && m_heard)
        m_cursor.insertText(QStringLiteral("▏"), ink(TextRole::BodyStrong, theme().accent));
    if (!entry.run.error.isEmpty() || (entry.error && !entry.run.tokens.isEmpty())) {
        const QString cut
            = words(QT_TRANSLATE_NOOP("Transcript", " — cut after %1 tokens")).arg(integer(entry.run.tokens.size()));
        m_cursor.insertText(cut, ink(TextRole::Body, theme().error));
    }
    if (entry.error) {
        m_cursor.insertBlock(block(2, m_width), ink(TextRole::Table, theme().text2));
        m_cursor.insertText(faultText(*entry.error).next, ink(TextRole::Table, theme().text2));
    }
}

void TranscriptWriter::cost(const Quantity &quantity, const QColor &colour, bool unitFirst)
{
    QTextCharFormat number = ink(TextRole::Table, quantity.number == kEmDash ? theme().text3 : colour);
    number.setFontWeight(QFont::DemiBold);
    const QTextCharFormat unit = ink(TextRole::Table, theme().text3);
    const bool known = quantity.number != kEmDash;
    if (known && unitFirst)
        m_cursor.insertText(quantity.unit + kThinSpace, unit);
    m_cursor.insertText(quantity.number, number);
    if (known && !unitFirst)
        m_cursor.insertText(kThinSpace + quantity.unit, unit);
}

void TranscriptWriter::writeCosts(const PromptEntry &entry)
{
    const Theme &t = theme();
    m_cursor.insertBlock(block(8, m_width), ink(TextRole::Table, t.text3));
    const Costs costs = costsOf(entry);
    const QString between = QStringLiteral("   ·   ");
    const QTextCharFormat quiet = ink(TextRole::Table, t.text3);
    cost(costs.time, t.time.ink);
    m_cursor.insertText(between, quiet);
    cost(costs.energy, t.energy.ink);
    m_cursor.insertText(between, quiet);
    cost(costs.tokens, t.tokens.ink);
    if (tokensAreCharged(entry))
        m_cursor.insertText(u' ' + words(QT_TRANSLATE_NOOP("Transcript", "charged")), quiet);
    m_cursor.insertText(between, quiet);
    cost(costs.money, t.money.ink, true);
    QString where;
    if (entry.run.tier)
        where = words(QT_TRANSLATE_NOOP("Transcript", "%1 tier")).arg(tierWord(*entry.run.tier));
    m_cursor.insertText(u'\t' + where, quiet);
}

} // namespace widgets
