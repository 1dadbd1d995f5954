// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include <optional>

namespace widgets {

/// Time to the first token, one bar per answer, newest right; answers without one stand as a short red foot.
class AnswerBars : public QWidget
{
    Q_OBJECT
public:
    explicit AnswerBars(QWidget *parent = nullptr);
    void setTimes(QList<std::optional<double>> milliseconds);
    void setCaption(const QString &caption);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<std::optional<double>> m_times;
    QString m_caption;
};

} // namespace widgets
