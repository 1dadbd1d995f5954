// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"

#include <memory>

namespace widgets {

class ConnectivityLog;
class FactList;
class KitContext;
class NumberLabel;
class RadioShareView;
class TextLabel;

/// A card of the connectivity panel. The panel calls refresh() when something changed, and every second.
class ConnectivityView : public Card
{
    Q_OBJECT
public:
    using Card::Card;
    void setKit(std::shared_ptr<KitContext> kit);
    virtual void retranslate() = 0;
    virtual void refresh() = 0;

protected:
    [[nodiscard]] KitContext *kit() const { return m_kit.get(); }
    [[nodiscard]] ConnectivityLog *log() const { return m_log; }
    /// "12 s ago" while the kit is away; empty otherwise.
    [[nodiscard]] QString age() const;

private:
    std::shared_ptr<KitContext> m_kit;
    ConnectivityLog *m_log = nullptr;
};

/// Where the modem is registered, and how well it hears the cell.
class RegistrationCard : public ConnectivityView
{
    Q_OBJECT
public:
    explicit RegistrationCard(QWidget *parent = nullptr);
    void retranslate() override;
    void refresh() override;
    [[nodiscard]] const FactList *facts() const { return m_facts; }
    [[nodiscard]] const NumberLabel *number() const { return m_rsrp; }

private:
    enum Fact { Operator, Plmn, Technology, Area, Cell, Rsrq, Sinr, Rssi, FactCount };
    void refreshSignal();
    void refreshFacts();

    NumberLabel *m_rsrp;
    TextLabel *m_quality;
    TextLabel *m_registered;
    TextLabel *m_since;
    FactList *m_facts;
};

/// How long the connection holds in this session, and how often it broke.
class UptimeCard : public ConnectivityView
{
    Q_OBJECT
public:
    explicit UptimeCard(QWidget *parent = nullptr);
    void retranslate() override;
    void refresh() override;
    [[nodiscard]] const FactList *facts() const { return m_facts; }

private:
    enum Fact { Seen, Share, Drops, Longest, Cells, Link, FactCount };

    NumberLabel *m_time;
    TextLabel *m_line;
    FactList *m_facts;
};

/// What the radio did in the time the plot shows.
class RadioCard : public ConnectivityView
{
    Q_OBJECT
public:
    explicit RadioCard(QWidget *parent = nullptr);
    void retranslate() override;
    void refresh() override;

private:
    TextLabel *m_now;
    TextLabel *m_stretch;
    RadioShareView *m_shares;
};

} // namespace widgets
