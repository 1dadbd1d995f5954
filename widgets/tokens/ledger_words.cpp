// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/ledger_words.h"

#include "widgets/text/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace widgets {

using profiles::LedgerFindingKind;

namespace {

struct Kind {
    const char *wire;
    const char *word;
    const char *move;
    bool balance;
};

constexpr std::array<Kind, 6> kKinds{{
    {"grant", QT_TRANSLATE_NOOP("Ledger", "grant"), QT_TRANSLATE_NOOP("Ledger", "operator → available"), true},
    {"reserve", QT_TRANSLATE_NOOP("Ledger", "reserve"), QT_TRANSLATE_NOOP("Ledger", "available → reserved"), false},
    {"commit", QT_TRANSLATE_NOOP("Ledger", "commit"), QT_TRANSLATE_NOOP("Ledger", "reserved → spent"), true},
    {"release", QT_TRANSLATE_NOOP("Ledger", "release"), QT_TRANSLATE_NOOP("Ledger", "reserved → available"), false},
    {"expire", QT_TRANSLATE_NOOP("Ledger", "expire"), QT_TRANSLATE_NOOP("Ledger", "reserved → available"), false},
    {"adjust", QT_TRANSLATE_NOOP("Ledger", "adjust"), QT_TRANSLATE_NOOP("Ledger", "operator correction"), true},
}};

const Kind *find(const QString &wireName)
{
    const auto found
        = std::ranges::find_if(kKinds, [&](const Kind &kind) { return wireName == QLatin1String(kind.wire); });
    return found == kKinds.end() ? nullptr : &*found;
}

QString say(const char *source) { return QCoreApplication::translate("Ledger", source); }

const char *sentenceOf(LedgerFindingKind kind)
{
    switch (kind) {
    case LedgerFindingKind::NumberGap:
        return QT_TRANSLATE_NOOP("Ledger", "Entry %1 stands where entry %2 should follow.");
    case LedgerFindingKind::BalanceMismatch:
        return QT_TRANSLATE_NOOP("Ledger", "Entry %1 states a balance of %3; the entries before it make %2.");
    case LedgerFindingKind::ReservedMismatch:
        return QT_TRANSLATE_NOOP("Ledger", "Entry %1 states %3 reserved; the entries before it make %2.");
    case LedgerFindingKind::UnknownKind:
        return QT_TRANSLATE_NOOP("Ledger", "Entry %1 is of a kind that protocol 1 does not know.");
    case LedgerFindingKind::WrongSign:
        return QT_TRANSLATE_NOOP("Ledger", "Entry %1 moves %3 the wrong way for its kind.");
    case LedgerFindingKind::NotReserved:
        return QT_TRANSLATE_NOOP("Ledger", "Entry %1 ends a reservation that was not open.");
    case LedgerFindingKind::ReservedTwice:
        return QT_TRANSLATE_NOOP("Ledger", "Entry %1 reserves again while %2 are still reserved for its prompt.");
    case LedgerFindingKind::Overrun: return QT_TRANSLATE_NOOP("Ledger", "Entry %1 charges %3 where %2 were reserved.");
    case LedgerFindingKind::NegativeAvailable:
        return QT_TRANSLATE_NOOP("Ledger", "After entry %1 more is reserved than the balance holds.");
    case LedgerFindingKind::NeverEnded:
        return QT_TRANSLATE_NOOP("Ledger", "At entry %1 %3 are still reserved for a prompt that is over.");
    }
    return "";
}

} // namespace

QString ledgerKindWord(const QString &wireName)
{
    const Kind *kind = find(wireName);
    return kind ? say(kind->word) : wireName;
}

QString ledgerMoveWord(const QString &wireName)
{
    const Kind *kind = find(wireName);
    return kind ? say(kind->move) : QString();
}

bool movesBalance(const QString &wireName)
{
    const Kind *kind = find(wireName);
    return kind && kind->balance;
}

qint64 movementMicro(const device_link::LedgerEntry &entry)
{
    const Kind *kind = find(entry.kind);
    return kind && !kind->balance ? -entry.amountMicro : entry.amountMicro;
}

QString tokenFigure(qint64 micro)
{
    constexpr qint64 kToken = 1'000'000;
    if (micro % kToken == 0)
        return integer(micro / kToken);
    qint64 last = micro; // no zeros at the end
    int decimals = 6;
    for (; last % 10 == 0; last /= 10)
        --decimals;
    return fixed(static_cast<double>(micro) / 1e6, decimals);
}

QString signedTokenFigure(qint64 micro)
{
    QString figure = tokenFigure(micro);
    if (micro > 0)
        figure.prepend(u'+');
    return figure;
}

QString findingSentence(const profiles::LedgerFinding &finding)
{
    // Numbers of entries are counted, not amounts of tokens.
    const bool counts = finding.kind == LedgerFindingKind::NumberGap;
    const QString unit = kThinSpace + QStringLiteral("tok");
    const auto amount
        = [&](qint64 value) -> QString { return counts ? integer(value) : QString(tokenFigure(value) + unit); };
    QString sentence = say(sentenceOf(finding.kind));
    sentence.replace(QLatin1String("%1"), integer(static_cast<qint64>(finding.entry)));
    sentence.replace(QLatin1String("%2"), amount(finding.expected));
    sentence.replace(QLatin1String("%3"), amount(finding.actual));
    return sentence;
}

} // namespace widgets
