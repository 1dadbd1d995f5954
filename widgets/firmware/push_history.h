// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/text_label.h"

#include "device_link/result.h"
#include "profiles/firmware/firmware_push.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <optional>

namespace widgets {

/// One push of this session and what became of it.
struct PushEntry {
    QDateTime when;
    QString file;
    QString from, to; ///< versions; empty when not known
    QByteArray hash;  ///< of the image
    std::optional<profiles::PushOutcome> outcome;
    std::optional<device_link::Error> error; ///< without an outcome: why it ended
    std::optional<qint64> tookMs;            ///< empty while it runs
};

/// The pushes of this session, newest first. A trial that is confirmed or reverted later changes its row.
class PushHistory : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { WhenColumn, FileColumn, VersionColumn, OutcomeColumn, TookColumn, ColumnCount };
    enum Role { ToneRole = Qt::UserRole }; ///< int of Tone: the ink of the outcome

    using QAbstractTableModel::QAbstractTableModel;

    void add(const PushEntry &entry);
    void update(int row, const PushEntry &entry);
    [[nodiscard]] const PushEntry &entry(int row) const { return m_entries.at(row); }
    /// The rows as lines of tab-separated text, with a header line.
    [[nodiscard]] QString plainText(const QList<int> &rows) const;
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString cell(const PushEntry &entry, int column) const;

    QList<PushEntry> m_entries;
};

} // namespace widgets
