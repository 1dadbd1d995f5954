// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/prompt_history.h"

#include <QAbstractTableModel>

namespace widgets {

/// The prompts of a kit, newest first, with the times a user of the device waits, from "accepted" by the kit's clock.
class WaterfallModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, Prompt, Bars, FirstToken, LastToken, Rate, Energy, ColumnCount };
    enum Role { EntryRole = Qt::UserRole }; ///< const PromptEntry *

    using QAbstractTableModel::QAbstractTableModel;
    /// Null: none. Must outlive this or be reset.
    void setHistory(PromptHistory *history);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void retranslate();
    /// The longest answer so far from accepted to its last token, at least one second.
    [[nodiscard]] double longestSeconds() const;

private:
    [[nodiscard]] const PromptEntry &entry(int row) const { return m_history->at(rowCount() - 1 - row); }
    [[nodiscard]] static QString cell(const PromptEntry &entry, int column);

    PromptHistory *m_history = nullptr;
};

/// A stretch of an answer, seconds from accepted.
struct WaterfallPart {
    profiles::EnergyPhaseId id = profiles::EnergyPhaseId::Promotion;
    double from = 0, to = 0;
};
/// Radio setup, send, wait until the first token, stream until the last one so far; whose ends are known.
[[nodiscard]] QList<WaterfallPart> waterfallOf(const profiles::PromptRun &run);

} // namespace widgets
