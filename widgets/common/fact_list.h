// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

namespace widgets {

class NumberLabel;
class TextLabel;

/// Rows of label at left and value at right, 12 px. Rows are addressed by their place.
class FactList : public QWidget
{
    Q_OBJECT
public:
    explicit FactList(int rows, QWidget *parent = nullptr);
    void setLabel(int row, const QString &label);
    /// An empty value shows the em dash; reason is its tooltip.
    void setValue(int row, const QString &value, const QString &reason = {});
    void setWrapped(int row); ///< a value that is told whole, in as many lines as it needs
    void setMono(int row);    ///< serials, hashes, identifiers
    [[nodiscard]] QString value(int row) const;

private:
    struct Row {
        TextLabel *label;
        TextLabel *value;
    };
    std::vector<Row> m_rows;
};

} // namespace widgets
