// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_values.h"

namespace app {

using namespace device_link;

namespace {

/// Builds an object and leaves out what is not known.
class Object
{
public:
    Object &add(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            m_object.insert(QLatin1String(key), value);
        return *this;
    }
    Object &add(const char *key, const std::optional<double> &value)
    {
        if (value)
            m_object.insert(QLatin1String(key), *value);
        return *this;
    }
    Object &add(const char *key, const QJsonValue &value)
    {
        m_object.insert(QLatin1String(key), value);
        return *this;
    }
    Object &addInteger(const char *key, qint64 value) { return add(key, QJsonValue(value)); }
    operator QJsonObject() const { return m_object; }

private:
    QJsonObject m_object;
};

} // namespace

QJsonObject toJson(const KitIdentity &identity)
{
    Object object;
    object.add("serial", identity.serial)
        .add("vendor", identity.vendor)
        .add("model", identity.model)
        .add("hardware", identity.hardware)
        .add("firmware", identity.firmware)
        .add("device", identity.deviceKind)
        .add("network", identity.network)
        .add("eid", identity.eid)
        .add("iccid", identity.iccid)
        .add("imei", identity.imei);
    if (identity.simulated)
        object.add("simulated", QJsonValue(*identity.simulated));
    if (identity.batteryMah)
        object.addInteger("battery_mah", *identity.batteryMah);
    if (identity.bootId != 0)
        object.addInteger("boot_id", identity.bootId);
    if (identity.protocolVersion != 0)
        object.addInteger("kit_protocol", identity.protocolVersion);
    return object;
}

QJsonObject toJson(const ModemState &state)
{
    Object object;
    if (state.radio != RadioState::Unknown)
        object.add("radio", radioStateName(state.radio));
    if (state.registration)
        object.addInteger("registration", *state.registration);
    object.add("operator", state.operatorName)
        .add("plmn", state.plmn)
        .add("tac", state.tac)
        .add("cell", state.cell)
        .add("access_technology", state.accessTechnology)
        .add("rsrp_dbm", state.rsrpDbm)
        .add("rsrq_db", state.rsrqDb)
        .add("sinr_db", state.sinrDb)
        .add("rssi_dbm", state.rssiDbm);
    return object;
}

QJsonObject toJson(const AccountState &state)
{
    return Object()
        .add("account", state.account)
        .add("unit", state.unit)
        .addInteger("balance_micro", state.balanceMicro)
        .addInteger("reserved_micro", state.reservedMicro)
        .addInteger("available_micro", state.availableMicro())
        .add("currency", state.currency)
        .addInteger("price_micro_per_million_tokens", state.priceMicroPerMillionTokens)
        .add("price_version", state.priceVersion)
        .addInteger("last_entry", qint64(state.lastEntry));
}

QJsonObject toJson(const LedgerEntry &entry)
{
    return Object()
        .addInteger("number", qint64(entry.number))
        .addInteger("boot_id", entry.bootId)
        .addInteger("kit_time_ns", entry.kitTimeNs)
        .add("kind", entry.kind)
        .addInteger("amount_micro", entry.amountMicro)
        .addInteger("balance_micro", entry.balanceMicro)
        .addInteger("reserved_micro", entry.reservedMicro)
        .add("prompt", entry.promptId)
        .add("note", entry.note);
}

QJsonObject toJson(const ProbeResult &probe)
{
    return Object()
        .addInteger("index", probe.index)
        .add("tier", tierName(probe.tier))
        .addInteger("kit_time_ns", probe.kitTimeNs)
        .add("rtt_ms", probe.rttMs)
        .add("radio_ms", probe.radioMs)
        .add("core_ms", probe.coreMs)
        .add("lost", QJsonValue(!probe.rttMs.has_value()));
}

QJsonObject toJson(const FirmwareSlot &slot)
{
    Object object;
    object.addInteger("image", slot.image)
        .addInteger("slot", slot.slot)
        .add("version", slot.version)
        .add("hash", QString::fromLatin1(slot.hash.toHex()))
        .add("bootable", QJsonValue(slot.bootable))
        .add("pending", QJsonValue(slot.pending))
        .add("confirmed", QJsonValue(slot.confirmed))
        .add("active", QJsonValue(slot.active))
        .add("permanent", QJsonValue(slot.permanent));
    if (slot.size)
        object.addInteger("size_bytes", *slot.size);
    return object;
}

QJsonObject toJson(const SampleStats &stats)
{
    return Object()
        .addInteger("count", qint64(stats.count))
        .addInteger("missing", qint64(stats.missing))
        .add("min", QJsonValue(stats.min))
        .add("max", QJsonValue(stats.max))
        .add("mean", QJsonValue(stats.mean))
        .add("rms", QJsonValue(stats.rms))
        .add("stddev", QJsonValue(stats.stddev));
}

QJsonObject toJson(const PowerMeter::Settings &settings)
{
    const bool source = settings.mode == PowerMeter::Mode::Source;
    QJsonObject object{{QStringLiteral("mode"), source ? QStringLiteral("source") : QStringLiteral("ampere")},
        {QStringLiteral("millivolts"), settings.sourceMilliVolts},
        {QStringLiteral("spike_filter"), settings.spikeFilter}};
    if (settings.dutPower)
        object.insert(QStringLiteral("board"), *settings.dutPower);
    return object;
}

} // namespace app
