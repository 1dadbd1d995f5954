// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"

#include <memory>

namespace widgets {

class FactList;
class KitContext;
class NumberLabel;
class TextLabel;

/// One of the four equal cards: number, one line, small graph, three facts.
class OverviewCard : public Card
{
    Q_OBJECT
public:
    /// graph: the small picture between line and facts; may be null.
    OverviewCard(const QString &iconName, QWidget *graph, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] const FactList *facts() const { return m_facts; }
    [[nodiscard]] const NumberLabel *number() const { return m_number; }

protected:
    void changeEvent(QEvent *event) override;
    /// Titles and labels in the language of now.
    virtual void retranslate() = 0;
    /// Figures of the kit; called when something of it changed. m_kit may be null.
    virtual void refresh() = 0;

    /// Another kit, or none: what refresh() needs to hear of besides its facts and prompts.
    virtual void bind() { }

    [[nodiscard]] const std::shared_ptr<KitContext> &kit() const { return m_kit; }
    [[nodiscard]] bool isReplay() const; ///< what is shown was; nothing of it is now
    void setLine(const QString &line);
    [[nodiscard]] NumberLabel *numberLabel() { return m_number; }
    /// A button at the right of the number.
    void setAction(QWidget *button);
    [[nodiscard]] FactList *factList() { return m_facts; }

private:
    std::shared_ptr<KitContext> m_kit;
    NumberLabel *m_number;
    class QHBoxLayout *m_numberRow;
    TextLabel *m_line;
    FactList *m_facts;
};

} // namespace widgets
