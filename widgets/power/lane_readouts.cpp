// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/lane_readouts.h"

#include "profiles/energy/region_stats.h"
#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/power/balance_lane.h"
#include "widgets/power/cursor_values.h"
#include "widgets/power/logic_lane.h"
#include "widgets/power/sample_trace.h"
#include "widgets/text/figures.h"
#include "widgets/text/words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace widgets {
namespace {

constexpr int kWidth = 132;
constexpr int kRoomForFacts = 60; ///< of a lane: the value, where it is of, and a row below

QString unitOf(Lane lane)
{
    return lane == Lane::Current ? QStringLiteral("A")
        : lane == Lane::Power    ? QStringLiteral("W")
                                 : QStringLiteral("V");
}

bool plotsSamples(Lane lane) { return lane == Lane::Current || lane == Lane::Power || lane == Lane::Voltage; }

} // namespace

LaneReadouts::LaneReadouts(const LanePlot *plot, const QList<Lane> &lanes, QWidget *parent)
    : QWidget(parent)
    , m_plot(plot)
{
    setFixedWidth(kWidth);
    for (const Lane lane : lanes)
        addBlock(lane);
    retranslate();
}

void LaneReadouts::addBlock(Lane lane)
{
    Block block{lane, new QWidget(this)};
    auto *layout = new QVBoxLayout(block.box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (!plotsSamples(lane)) {
        block.word = new TextLabel(TextRole::BodyStrong, Tone::Text, block.box);
        layout->addWidget(block.word);
        if (lane == Lane::Balance || lane == Lane::Logic || lane == Lane::Charge) {
            block.where = new TextLabel(TextRole::Caption, Tone::Text3, block.box);
            layout->addWidget(block.where);
        }
        if (lane == Lane::Tokens) { // a low lane: of which answer stands beside it
            auto *line = new QHBoxLayout;
            line->setSpacing(6);
            line->addWidget(block.word);
            block.where = new TextLabel(TextRole::Caption, Tone::Text3, block.box);
            line->addWidget(block.where);
            line->addStretch();
            layout->addLayout(line);
        }
    } else {
        block.value = new NumberLabel(TextRole::Readout, block.box);
        block.where = new TextLabel(TextRole::Caption, Tone::Text3, block.box);
        layout->addWidget(block.value);
        layout->addWidget(block.where);
        if (lane != Lane::Voltage) {
            block.facts = new FactList(lane == Lane::Current ? 3 : 1, block.box);
            layout->addSpacing(8);
            layout->addWidget(block.facts);
        }
    }
    layout->addStretch();
    m_blocks.push_back(block);
}

void LaneReadouts::setKit(std::shared_ptr<KitContext> kit)
{
    m_kit = std::move(kit);
    refresh();
}

void LaneReadouts::retranslate()
{
    for (const Block &block : m_blocks) {
        if (!block.facts)
            continue;
        // Of the view: what stands above them may be of now, or of the cursor.
        block.facts->setLabel(0, tr("view mean"));
        if (block.lane == Lane::Current) {
            block.facts->setLabel(1, tr("view min"));
            block.facts->setLabel(2, tr("view max"));
        }
    }
    refresh();
}

void LaneReadouts::refresh()
{
    place();
    for (const Block &block : m_blocks) {
        if (block.value)
            refreshSamples(block);
        else
            refreshWords(block);
    }
}

/// As the table counts its view.
std::pair<std::uint64_t, std::uint64_t> LaneReadouts::viewIndices(const device_link::SampleView &store) const
{
    return profiles::regionIndices(store, m_kit->window()->beginNs(), m_kit->window()->endNs());
}

void LaneReadouts::refreshSamples(const Block &block)
{
    const auto store = m_kit ? m_kit->store() : nullptr;
    const SampleTrace *trace = m_plot->trace(block.lane);
    const QString unit = unitOf(block.lane);
    const auto [first, last] = trace && store ? viewIndices(*store) : std::pair<std::uint64_t, std::uint64_t>{};
    if (!store || last <= first || trace->channel() >= store->channelCount()) {
        block.value->setQuantity(unknown(unit), tr("No samples in view"));
        block.where->setText({});
        for (int row = 0; block.facts && row < (block.lane == Lane::Current ? 3 : 1); ++row)
            block.facts->setValue(row, {});
        return;
    }
    const device_link::SampleStats view = profiles::channelStats(*store, trace->channel(), first, last);
    const int exponent = m_plot->exponent(block.lane);
    const int decimals = decimalsBeside(view.max, exponent);
    const auto shown = [&](double value) { return beside(value, unit, exponent, decimals); };
    if (block.facts && view.count > 0) {
        block.facts->setValue(0, text(shown(view.mean)));
        if (block.lane == Lane::Current) {
            block.facts->setValue(1, text(shown(view.min)));
            block.facts->setValue(2, text(shown(view.max)));
        }
    }
    if (const std::optional<std::int64_t> cursor = m_plot->cursorNs()) {
        const std::uint64_t index = store->indexAt(*cursor);
        const auto [from, to] = trace->indexRange();
        const auto step = std::max<std::uint64_t>(1, (to - from) / std::max<std::size_t>(1, trace->columns().size()));
        // Beside the samples the nearest one is not what was there.
        const bool measured
            = *cursor >= store->kitTimeOf(store->beginIndex()) && *cursor <= store->kitTimeOf(store->endIndex() - 1);
        const device_link::SampleStats here = measured
            ? profiles::channelStats(*store, trace->channel(), index, index + step)
            : device_link::SampleStats();
        block.value->setQuantity(here.count > 0 ? shown(here.mean) : unknown(unit), tr("No sample at the cursor"));
        const double seconds = double(step) * profiles::sampleSeconds(*store).value_or(0);
        block.where->setText(
            step > 1 ? tr("cursor, over %1").arg(text(si(seconds, QStringLiteral("s"), 3))) : tr("at the cursor"));
        return;
    }
    const auto [begin, end] = m_kit->nowRange();
    const device_link::SampleStats now = profiles::channelStats(*store, trace->channel(), begin, end);
    block.value->setQuantity(now.count > 0 ? shown(now.mean) : unknown(unit));
    block.where->setText(m_kit->measuring() ? tr("now, over 0.1 s") : tr("at its end, over 0.1 s"));
}

void LaneReadouts::refreshWords(const Block &block)
{
    if (!m_kit) {
        block.word->setText(QString(kEmDash));
        return;
    }
    const std::int64_t at = m_plot->cursorNs().value_or(m_kit->window()->latestNs());
    if (block.lane == Lane::Radio) {
        block.word->setText(radioWord(m_kit->timeline()->radioAt(at)));
        return;
    }
    if (block.lane == Lane::Logic)
        return refreshLogic(block, at);
    if (block.lane == Lane::Balance)
        return refreshBalance(block, at);
    if (block.lane == Lane::Charge)
        return refreshCharge(block);
    const PromptEntry *entry = answerShown();
    const std::optional<double> speed = entry ? entry->metrics.tpsUser : std::nullopt;
    block.word->setText(speed ? text({fixed(*speed, 1), QStringLiteral("tok/s")}) : QString(kEmDash));
    block.where->setText(speed ? QStringLiteral("#%1").arg(entry->number) : QString());
    block.word->setToolTip(!entry ? m_plot->cursorNs() ? tr("No answer ran at the cursor") : tr("No answer is in view")
            : speed ? tr("Of answer #%1").arg(entry->number)
                                  : tr("The speed of answer #%1 is known when it has ended").arg(entry->number));
}

/// Which inputs are high, as a word with D7 at its left: how a logic word is written.
void LaneReadouts::refreshLogic(const Block &block, std::int64_t atNs)
{
    const auto store = m_kit->store();
    // The newest sample is a little older than the end of the view.
    const bool newest = store && !m_plot->cursorNs() && store->endIndex() > store->beginIndex();
    const std::int64_t ns = newest ? store->kitTimeOf(store->endIndex() - 1) : atNs;
    const std::optional<std::uint8_t> word = valuesAt(store.get(), ns).logic;
    QString bits;
    for (int input = 7; word && input >= 0; --input)
        bits += QString::number(*word >> input & 1) + (input == 4 ? QStringLiteral(" ") : QString());
    block.word->setText(word ? bits : QString(kEmDash));
    block.where->setText(!word                       ? QString()
            : m_plot->logic()->columns().isTooWide() ? tr("D7 … D0; grey: zoom in")
                                                     : QStringLiteral("D7 … D0"));
    block.where->setToolTip(
        tr("Where it is grey, an input may have changed: there are too many samples in view to look at each"));
}

/// From the left edge of the view to the cursor, or to its right edge.
void LaneReadouts::refreshCharge(const Block &block)
{
    const auto store = m_kit->store();
    const SampleTrace *trace = m_plot->trace(Lane::Current);
    const auto [first, last] = trace && store ? viewIndices(*store) : std::pair<std::uint64_t, std::uint64_t>{};
    const std::optional<std::int64_t> cursor = m_plot->cursorNs();
    const std::uint64_t to = store && cursor ? std::clamp(store->indexAt(*cursor), first, last) : last;
    const auto energy = store && to > first ? profiles::energyStats(*store, first, to) : std::nullopt;
    block.word->setText(energy ? figure(energy->chargeC, QStringLiteral("C")) : QString(kEmDash));
    block.word->setToolTip(energy ? QString() : tr("No samples in view"));
    block.where->setText(!energy ? QString()
            : energy->lost() > 0 ? tr("some samples missing")
            : energy->paused > 0 ? tr("while measured")
            : cursor             ? tr("view up to cursor")
                                 : tr("in view"));
    block.where->setToolTip(energy && energy->missing > 0 ? tr("Charge of the samples that are there") : QString());
}

void LaneReadouts::refreshBalance(const Block &block, std::int64_t atNs)
{
    const KitFacts::BalanceStep *step = balanceAt(m_kit->facts()->balanceSteps(), atNs);
    block.word->setText(step ? text(tokens(step->balanceMicro)) : QString(kEmDash));
    block.word->setToolTip(step ? QString() : tr("The account was not known yet"));
    const bool reserves = step && step->reservedMicro > 0;
    block.where->setText(reserves ? tr("%1 reserved").arg(text(tokens(step->reservedMicro))) : QString());
}

/// The answer at the cursor; without one, the newest that the view reaches.
const PromptEntry *LaneReadouts::answerShown() const
{
    const std::optional<std::int64_t> cursor = m_plot->cursorNs();
    const std::int64_t from = cursor.value_or(m_kit->window()->beginNs());
    const std::int64_t to = cursor.value_or(m_kit->window()->endNs());
    const PromptHistory &history = *m_kit->prompts();
    const std::uint32_t boot = axisBoot(*m_kit);
    for (int row = history.rowCount() - 1; row >= 0; --row) {
        const PromptEntry &entry = history.at(row);
        const profiles::PromptRun &run = entry.run;
        if (run.bootId != boot)
            return nullptr; // what is older is of an older boot as well
        if (run.accepted && *run.accepted <= to && (!run.done || *run.done >= from))
            return &entry;
        if (run.accepted && *run.accepted < from)
            return nullptr;
    }
    return nullptr;
}

void LaneReadouts::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void LaneReadouts::place()
{
    for (const Block &block : m_blocks) {
        const QRect lane = m_plot->laneRect(block.lane);
        block.box->setVisible(!lane.isEmpty());
        if (block.facts && block.lane != Lane::Current) // in a low lane they would run into the next one's
            block.facts->setVisible(lane.height() >= kRoomForFacts);
        block.box->setGeometry(0, lane.top() - 2, kWidth, std::max(lane.height() + 4, 22));
    }
}

} // namespace widgets
