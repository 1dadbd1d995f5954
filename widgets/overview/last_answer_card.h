// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/prompt_entry.h"

#include <QFrame>

#include <memory>

class QLineEdit;
class QPushButton;

namespace widgets {

class CostNumber;
class KitContext;
class PhaseBar;
class TextLabel;

/// What the last answer cost: prompt, text, the four costs ms · mJ · tokens · ¥, and where the time went. Before the
/// first answer it holds a line to ask one.
class LastAnswerCard : public QFrame
{
    Q_OBJECT
public:
    explicit LastAnswerCard(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override; ///< what fits changes with the answer's width

private:
    class QLayout *makeWords();
    class QLayout *makeCosts();
    void retranslate();
    void refresh();
    void refreshWords(const PromptEntry *entry);
    void refreshCosts(const PromptEntry *entry);
    void ask();

    std::shared_ptr<KitContext> m_kit;
    TextLabel *m_title;
    TextLabel *m_where;
    TextLabel *m_prompt;
    TextLabel *m_answer;
    QWidget *m_askRow;
    QLineEdit *m_ask;
    QPushButton *m_send;
    CostNumber *m_time;
    CostNumber *m_energy;
    CostNumber *m_tokens;
    CostNumber *m_money;
    PhaseBar *m_phases;
};

} // namespace widgets
