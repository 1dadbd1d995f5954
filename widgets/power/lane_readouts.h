// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/lane_plot.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace widgets {

class FactList;
class KitContext;
class NumberLabel;
class TextLabel;

/// Figures at the right of each lane, level with it: the value at the cursor or now, then mean, min and max in view.
class LaneReadouts : public QWidget
{
    Q_OBJECT
public:
    LaneReadouts(const LanePlot *plot, const QList<Lane> &lanes, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    /// Figures of what the plot shows now; cheap enough for a few times a second.
    void refresh();
    void retranslate();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Block {
        Lane lane;
        QWidget *box;
        NumberLabel *value = nullptr;
        TextLabel *word = nullptr; ///< charge, logic inputs, radio state, or tokens per second
        TextLabel *where = nullptr;
        FactList *facts = nullptr;
    };
    void addBlock(Lane lane);
    void refreshSamples(const Block &block);
    void refreshWords(const Block &block);
    void refreshLogic(const Block &block, std::int64_t atNs);
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> viewIndices(const device_link::SampleView &store) const;
    void refreshCharge(const Block &block);
    void refreshBalance(const Block &block, std::int64_t atNs);
    [[nodiscard]] const struct PromptEntry *answerShown() const;
    void place();

    const LanePlot *m_plot;
    std::shared_ptr<KitContext> m_kit;
    std::vector<Block> m_blocks;
};

} // namespace widgets
