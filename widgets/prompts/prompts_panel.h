// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

namespace widgets {

class Card;
class Composer;
class EmptyState;
class ErrorBanner;
class ExplainCard;
class KitContext;
class OfferedStack;
class TextLabel;
class Transcript;

/// Ask, watch the answer arrive, know its price.
class PromptsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit PromptsPanel(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] Composer *composer() const { return m_composer; }
    [[nodiscard]] Transcript *transcript() const { return m_transcript; }
    [[nodiscard]] const OfferedStack *stack() const { return m_stack; }
    /// The answer before or after the one that is explained, by -1 or 1.
    void explainNext(int step);
    [[nodiscard]] bool canExplainNext(int step) const;

Q_SIGNALS:
    void shownOnAxis(); ///< a prompt became a region of the time axis: Power has its figures

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void refreshError();
    void showOnAxis();
    void explain(int row);
    [[nodiscard]] int explainedRow() const; ///< -1: there is none
    class QWidget *makeExamples();

    std::shared_ptr<KitContext> m_kit;
    QString m_explained; ///< id of the prompt that was chosen; empty: the newest
    ErrorBanner *m_banner;
    Card *m_card;
    class GapLegend *m_legend;
    EmptyState *m_empty;
    QList<class QPushButton *> m_exampleButtons; ///< before m_examples, whose making fills it
    QWidget *m_examples;
    Transcript *m_transcript;
    Composer *m_composer;
    ExplainCard *m_explain;
    OfferedStack *m_stack;
};

} // namespace widgets
