// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/fonts.h"

#include <QColor>
#include <QLabel>

namespace widgets {

/// Which ink words are written in.
enum class Tone : quint8 { Text, Text2, Text3, Accent, Ok, Warn, Error, Time, Energy, Tokens, Money };
[[nodiscard]] QColor toneColour(Tone tone);

/// A label in a role of the type scale; follows theme and language. Chinese running text gets 1.6 line height by the
/// layout, not by this label. With elide set it shortens its one line with "…" and keeps the whole text as tooltip.
class TextLabel : public QLabel
{
    Q_OBJECT
public:
    explicit TextLabel(TextRole role, Tone tone, QWidget *parent = nullptr);
    void setTone(Tone tone);
    void setRole(TextRole role);
    void setElided(bool elided) { m_elided = elided; }
    /// Words of the user or the kit, of any length: they may be shortened where they stand in full elsewhere. What the
    /// workbench says itself may not (the window walk holds that).
    void setFromOutside() { setProperty("fromOutside", true); }
    /// Where an identifier does not fit, its ends are shown: "89049032 … 73795106".
    void setShort(bool isShort) { m_short = isShort; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();
    [[nodiscard]] QString shortened() const;

    TextRole m_role;
    Tone m_tone;
    bool m_elided = false;
    bool m_short = false;
    bool m_restyling = false;
};

} // namespace widgets
