// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSpinBox>

namespace widgets {

/// A shift in time: shown and typed in ms with three decimals, kept in µs; steps of 1 ms. At most half an hour to
/// either side.
class ShiftBox : public QSpinBox
{
    Q_OBJECT
public:
    explicit ShiftBox(QWidget *parent = nullptr);
    [[nodiscard]] std::int64_t shiftNs() const { return std::int64_t(value()) * 1000; }
    void setShiftNs(std::int64_t ns);

protected:
    [[nodiscard]] QString textFromValue(int value) const override;
    [[nodiscard]] int valueFromText(const QString &text) const override;
    QValidator::State validate(QString &text, int &position) const override;
};

} // namespace widgets
