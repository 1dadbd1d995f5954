// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include <optional>

namespace widgets {

struct AnswerBar {
    std::optional<double> firstTokenMs; ///< of a complete answer
    bool failed = false;
};

/// Time to the first token, one bar per answer, newest right; a failed one stands as a short red foot, a stopped one as
/// a grey one.
class AnswerBars : public QWidget
{
    Q_OBJECT
public:
    explicit AnswerBars(QWidget *parent = nullptr);
    void setAnswers(QList<AnswerBar> answers);
    void setCaption(const QString &caption);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<AnswerBar> m_answers;
    QString m_caption;
};

} // namespace widgets
