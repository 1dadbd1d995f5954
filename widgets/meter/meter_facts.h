// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <memory>

namespace widgets {

class KitContext;
class TextLabel;

/// What a power meter says of itself, and how far its figures can be trusted: lost samples, how they are looked for,
/// and what is measured but not shown.
class MeterFacts : public QWidget
{
    Q_OBJECT
public:
    explicit MeterFacts(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit); ///< one without a meter: nothing is said
    void refresh();
    [[nodiscard]] QString text() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QString aboutText() const;
    [[nodiscard]] QString streamText() const;

    std::shared_ptr<KitContext> m_kit;
    QString m_serial; ///< of the USB device; empty: not known
    TextLabel *m_about;
    TextLabel *m_stream;
    QTimer m_tick; ///< losses and drift tell nobody when they change
};

} // namespace widgets
