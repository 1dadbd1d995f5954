// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/esim/es10_profiles.h"

#include <QAbstractListModel>
#include <QList>

#include <optional>

namespace widgets {

/// What a profile's row says of its state.
enum class ProfileMark : std::uint8_t { Unknown, Disabled, Enabled, Enabling, Disabling };
[[nodiscard]] QString profileMarkWord(ProfileMark mark);

/// "Lab Mobile, operational": provider and class, as far as the card tells.
[[nodiscard]] QString providerLine(const profiles::ProfileInfo &profile);
/// "Network 460 00, may not be deleted": owner, rules, fallback; empty when the card tells none of it.
[[nodiscard]] QString rulesLine(const profiles::ProfileInfo &profile);
/// "may not be disabled", "none"; empty when the card does not tell.
[[nodiscard]] QString policyWords(const profiles::ProfileInfo &profile);

/// The profiles on a card, in its order. The name can be edited: that is the nickname.
class ProfileListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        ProviderRole = Qt::UserRole, ///< the second line
        RulesRole,                   ///< the third line
        IccidRole,                   ///< in groups
        InitialsRole,
        MarkRole, ///< int of ProfileMark
        StaleRole ///< as it was when the link was lost
    };

    using QAbstractListModel::QAbstractListModel;
    void setProfiles(const QList<profiles::ProfileInfo> &profiles);
    void setStale(bool stale);
    /// A change under way: its profile shows it. Empty: none.
    void setBusy(const std::optional<profiles::ProfileInfo> &profile, bool enabling);
    [[nodiscard]] const QList<profiles::ProfileInfo> &profiles() const { return m_profiles; }
    [[nodiscard]] const profiles::ProfileInfo &at(int row) const { return m_profiles.at(row); }
    [[nodiscard]] int rowOf(const profiles::ProfileInfo &profile) const; ///< the same ICCID, or AID; -1: none
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void nicknameChosen(const profiles::Iccid &iccid, const QString &nickname);

private:
    [[nodiscard]] ProfileMark markOf(const profiles::ProfileInfo &profile) const;
    void allChanged();

    QList<profiles::ProfileInfo> m_profiles;
    std::optional<profiles::ProfileInfo> m_busy;
    bool m_enabling = false;
    bool m_stale = false;
};

} // namespace widgets
