// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/profile_list_model.h"

#include "widgets/esim/apdu_line.h"
#include "widgets/overview/profile_rows.h"
#include "widgets/text/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace widgets {

using profiles::ProfileInfo;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ProfileListModel)
};

QString classWord(profiles::ProfileClass profileClass)
{
    switch (profileClass) {
    case profiles::ProfileClass::Test: return Words::tr("test");
    case profiles::ProfileClass::Provisioning: return Words::tr("provisioning");
    case profiles::ProfileClass::Operational: return Words::tr("operational");
    }
    return {};
}

/// Two letters of two words, two of one word, the last two signs of a script without letters.
QString initialsOf(const ProfileInfo &profile)
{
    const QString name = profile.serviceProvider.isEmpty() ? profileName(profile) : profile.serviceProvider;
    const QStringList words = name.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    const bool letters = words.first().at(0).unicode() < 0x2E80; // before the Chinese, Japanese and Korean blocks
    if (!letters)
        return words.first().right(2); // what comes first is often the country
    return (words.size() > 1 ? words.at(0).left(1) + words.at(1).left(1) : name.left(2)).toUpper();
}

bool same(const ProfileInfo &a, const ProfileInfo &b)
{
    return a.iccid || b.iccid ? a.iccid == b.iccid : a.aid && a.aid == b.aid;
}

} // namespace

QString profileMarkWord(ProfileMark mark)
{
    switch (mark) {
    case ProfileMark::Unknown: return Words::tr("state not told");
    case ProfileMark::Disabled: return Words::tr("disabled");
    case ProfileMark::Enabled: return Words::tr("enabled");
    case ProfileMark::Enabling: return Words::tr("enabling");
    case ProfileMark::Disabling: return Words::tr("disabling");
    }
    return {};
}

QString providerLine(const ProfileInfo &profile)
{
    QStringList parts;
    if (!profile.serviceProvider.isEmpty() && profile.serviceProvider != profileName(profile))
        parts.append(profile.serviceProvider);
    if (!profile.nickname.isEmpty() && !profile.name.isEmpty() && profile.name != profile.nickname)
        parts.append(profile.name);
    if (profile.profileClass)
        parts.append(classWord(*profile.profileClass));
    return parts.join(comma());
}

QString policyWords(const ProfileInfo &profile)
{
    if (!profile.policyRules)
        return {};
    QStringList rules;
    if (*profile.policyRules & profiles::kPolicyNoDisable)
        rules.append(Words::tr("may not be disabled"));
    if (*profile.policyRules & profiles::kPolicyNoDelete)
        rules.append(Words::tr("may not be deleted"));
    return rules.isEmpty() ? Words::tr("none") : rules.join(comma());
}

QString rulesLine(const ProfileInfo &profile)
{
    QStringList parts;
    if (profile.ownerPlmn.size() >= 5)
        parts.append(Words::tr("Network %1").arg(QString(profile.ownerPlmn).insert(3, u' ')));
    if (profile.policyRules && (*profile.policyRules & (profiles::kPolicyNoDisable | profiles::kPolicyNoDelete)) != 0)
        parts.append(policyWords(profile));
    if (profile.fallback.value_or(false))
        parts.append(Words::tr("fallback profile"));
    return parts.join(comma());
}

/// All of what the row may have no room for.
QString toolTip(const ProfileInfo &profile)
{
    QStringList lines{profileName(profile), providerLine(profile), rulesLine(profile)};
    if (profile.aid)
        lines.append(QStringLiteral("ISD-P ") + profile.aid->hex());
    lines.removeAll(QString());
    return lines.join(u'\n');
}

void ProfileListModel::setProfiles(const QList<ProfileInfo> &list)
{
    if (list.constData() == m_profiles.constData())
        return; // the very same reading
    const bool sameRows
        = std::ranges::equal(list, m_profiles, [](const ProfileInfo &a, const ProfileInfo &b) { return same(a, b); });
    if (sameRows) {
        m_profiles = list;
        return allChanged();
    }
    beginResetModel();
    m_profiles = list;
    endResetModel();
}

void ProfileListModel::allChanged()
{
    if (!m_profiles.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void ProfileListModel::setStale(bool stale)
{
    if (std::exchange(m_stale, stale) != stale)
        allChanged();
}

void ProfileListModel::setBusy(const std::optional<ProfileInfo> &profile, bool enabling)
{
    if (!profile && !m_busy)
        return;
    m_busy = profile;
    m_enabling = enabling;
    allChanged();
}

void ProfileListModel::retranslate() { allChanged(); }

int ProfileListModel::rowOf(const ProfileInfo &profile) const
{
    const auto found = std::ranges::find_if(m_profiles, [&](const ProfileInfo &each) { return same(each, profile); });
    return found == m_profiles.cend() ? -1 : static_cast<int>(found - m_profiles.cbegin());
}

int ProfileListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_profiles.size());
}

ProfileMark ProfileListModel::markOf(const ProfileInfo &profile) const
{
    if (m_busy && same(profile, *m_busy))
        return m_enabling ? ProfileMark::Enabling : ProfileMark::Disabling;
    if (!profile.state)
        return ProfileMark::Unknown;
    return profile.enabled() ? ProfileMark::Enabled : ProfileMark::Disabled;
}

QVariant ProfileListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ProfileInfo &profile = at(index.row());
    const QString iccid = profile.iccid ? groupedDigits(profile.iccid->digits()) : QString();
    switch (role) {
    case Qt::DisplayRole: return profileName(profile);
    case Qt::EditRole: return profile.nickname;
    case ProviderRole: return providerLine(profile);
    case RulesRole: return rulesLine(profile);
    case IccidRole: return iccid;
    case InitialsRole: return initialsOf(profile);
    case MarkRole: return static_cast<int>(markOf(profile));
    case StaleRole: return m_stale;
    case Qt::ToolTipRole: return toolTip(profile);
    case Qt::AccessibleTextRole:
        return QStringList{profileName(profile), providerLine(profile), profileMarkWord(markOf(profile)),
            QStringLiteral("ICCID ") + iccid}
            .join(comma());
    default: return {};
    }
}

bool ProfileListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const ProfileInfo &profile = at(index.row());
    const QString nickname = value.toString().trimmed();
    if (!profile.iccid || nickname == profile.nickname)
        return false;
    Q_EMIT nicknameChosen(*profile.iccid, nickname);
    return true; // shown when the card has taken it and the list was read again
}

Qt::ItemFlags ProfileListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags plain = QAbstractListModel::flags(index);
    return index.isValid() && at(index.row()).iccid && !m_stale ? plain | Qt::ItemIsEditable : plain;
}

} // namespace widgets
