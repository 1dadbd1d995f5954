// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/esim/apdu_line.h"

#include <QAbstractTableModel>
#include <QHash>

#include <deque>

namespace widgets {

/// What was said to a card and what it answered, oldest first; when full, the oldest go in blocks.
class ApduModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, WayColumn, CommandColumn, DataColumn, MeaningColumn, StatusColumn, TookColumn, Columns };
    enum Role {
        HexRole = Qt::UserRole, ///< DataColumn: all bytes
        FailedRole,             ///< the answer is a refusal or there is none
        WayRole                 ///< int of ApduLine::Way
    };
    static constexpr int kLimit = 2000;

    explicit ApduModel(QObject *parent = nullptr);

    void add(const device_link::ApduExchange &exchange);
    void addReset(); ///< the card was reset now
    void clear();
    [[nodiscard]] const ApduLine &line(int row) const { return m_lines.at(static_cast<std::size_t>(row)); }
    /// One line as it is copied: time, direction, command, hex, status, milliseconds, meaning, tabs between.
    [[nodiscard]] QString plainText(int row) const;
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void append(std::initializer_list<ApduLine> lines);
    [[nodiscard]] QString shown(const ApduLine &line, int column) const;

    std::deque<ApduLine> m_lines;
    QHash<QByteArray, profiles::ApduConversation> m_conversations; ///< per open channel
};

} // namespace widgets
