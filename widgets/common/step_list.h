// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace widgets {

enum class StepState : quint8 { Waiting, Running, Done, Failed, Skipped };
[[nodiscard]] QString stepStateWord(StepState state);

/// One step of a procedure as it stands now.
struct Step {
    QString name;
    QString note; ///< behind the name: what it does or found
    QString time; ///< at the right: measured, or running
    StepState state = StepState::Waiting;
    friend bool operator==(const Step &, const Step &) = default;
};

/// The steps of a procedure one under the other: a mark that differs in shape, name, note and time. Rows share the
/// height that there is, between 22 and 31 px each.
class StepList : public QWidget
{
    Q_OBJECT
public:
    explicit StepList(QWidget *parent = nullptr);
    void setSteps(const QList<Step> &steps);
    [[nodiscard]] const QList<Step> &steps() const { return m_steps; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] double rowHeight() const;
    void paintMark(QPainter &painter, const QPointF &centre, StepState state) const;
    void paintRow(QPainter &painter, const QRectF &row, const Step &step) const;
    void describe();

    QList<Step> m_steps;
};

} // namespace widgets
