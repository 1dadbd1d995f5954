// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QWidget>

#include <optional>

class QPainter;

namespace widgets {

/// Where measurements come from. It cannot be hidden, and its forms differ as well as its colours.
enum class Origin : quint8 { Live, Simulated, Replay };
/// Unknown (a kit that only speaks AT or plain SMP) counts as live: nothing says it is simulated.
[[nodiscard]] Origin originOf(std::optional<bool> simulated);
[[nodiscard]] QString originWord(Origin origin);

/// LIVE, SIMULATED or REPLAY; 16 px high.
[[nodiscard]] QSize badgeSize(Origin origin, bool shrunk);
void drawBadge(QPainter &painter, const QRect &rect, Origin origin, bool shrunk);

class Badge : public QWidget
{
    Q_OBJECT
public:
    explicit Badge(QWidget *parent = nullptr);
    void setOrigin(std::optional<Origin> origin); ///< empty: nothing known yet, nothing drawn
    [[nodiscard]] std::optional<Origin> origin() const { return m_origin; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    std::optional<Origin> m_origin;
};

} // namespace widgets
