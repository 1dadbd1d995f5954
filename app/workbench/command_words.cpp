// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/command_words.h"

#include <algorithm>
#include <array>

namespace app {
namespace {

struct Words {
    const char *id;
    const char *words;
};

constexpr std::array kWords{
    Words{"panel.overview", "overview home start dashboard kit connect"},
    Words{"panel.connectivity", "connectivity network signal registration cell modem radio"},
    Words{"panel.esim", "esim profiles euicc enable disable switch operator sim"},
    Words{"panel.power", "power current voltage energy graph measure"},
    Words{"panel.latency", "latency ping probe round trip tier"},
    Words{"panel.tokens", "tokens balance account ledger billing"},
    Words{"panel.prompts", "prompts ask chat model answer"},
    Words{"panel.firmware", "firmware update image mcuboot flash"},
    Words{"panel.log", "log messages frames"},
    Words{"kit.record", "start stop recording record capture save samples"},
    Words{"kit.open", "open recording replay file aer load"},
    Words{"kit.part", "part stream boot restart recording other"},
    Words{"kit.connect", "connect again reconnect open link try again"},
    Words{"kit.disconnect", "disconnect close release port let go"},
    Words{"kit.rename", "rename kit alias name"},
    Words{"kit.next", "next kit switch"},
    Words{"kit.previous", "previous kit switch"},
    Words{"panel.find", "search in the panel find filter"},
    Words{"panel.main", "main action send start enable"},
    Words{"window.palette", "find run anything command palette"},
    Words{"window.shortcuts", "keyboard shortcuts help keys"},
    Words{"tour.start", "start tour demo guide help"},
    Words{"tour.play", "auto-play tour demo presentation"},
    Words{"window.settings", "settings preferences options language theme appearance"},
    Words{"window.language", "change language english chinese translation 中文"},
    Words{"window.theme", "theme dark light appearance colours colors mode"},
    Words{"window.area", "next area focus"},
    Words{"window.areaBack", "previous area focus"},
    Words{"window.full", "full screen fullscreen"},
    Words{"window.copy", "copy panel picture screenshot image save"},
    Words{"window.reset", "reset layout size place"},
    Words{"window.quit", "quit exit close leave"},
    Words{"esim.switch", "enable disable switch profile activate"},
    Words{"esim.readAgain", "read card again refresh reload profiles"},
    Words{"esim.rename", "rename profile nickname"},
    Words{"esim.copyEid", "copy eid"},
    Words{"esim.copyApdus", "copy apdu timeline"},
    Words{"esim.hex", "show apdus hex meaning decode"},
    Words{"power.region", "region selection span measure"},
    Words{"kit.new", "add open port serial usb tcp device board meter ppk2 connect"},
    Words{"power.note", "note comment annotate label mark event"},
    Words{"power.battery", "battery life estimate capacity duty cycle mah"},
    Words{"power.compare", "compare overlay difference two regions recordings a b"},
    Words{"power.cursor", "cursor marker set value delta difference"},
    Words{"power.trigger", "trigger arm level edge event wait"},
    Words{"power.follow", "follow hold freeze pause live graph"},
    Words{"power.all", "fit all whole everything graph"},
    Words{"power.zoomIn", "zoom in closer graph"},
    Words{"power.zoomOut", "zoom out wider graph"},
    Words{"power.earlier", "pan scroll left back earlier graph"},
    Words{"power.later", "pan scroll right forward later graph"},
    Words{"power.log", "logarithmic log linear axis scale decades"},
    Words{"power.copyTable", "copy table regions statistics percentiles"},
    Words{"power.removeRegions", "remove delete clear all regions"},
    Words{"power.undo", "undo take back restore region cursor note"},
    Words{"power.redo", "redo again region cursor note"},
    Words{"power.removeCursors", "remove delete clear all cursors"},
    Words{"power.copyRegion", "copy region figures"},
    Words{"power.exportRegion", "export save region samples csv"},
    Words{"power.removeRegion", "remove delete region"},
    Words{"latency.probe", "probe ping start stop tiers"},
    Words{"latency.stop", "stop end latency probes probing ping"},
    Words{"prompts.send", "send prompt ask question model"},
    Words{"prompts.stop", "stop cancel prompt answer end counting"},
    Words{"prompts.older", "explain answer before older previous prompt metrics"},
    Words{"prompts.newer", "explain answer after newer next prompt metrics"},
    Words{"latency.copy", "copy latency figures"},
    Words{"latency.export", "export save probes csv"},
    Words{"tokens.exportLedger", "export save ledger csv"},
    Words{"tokens.copyLedger", "copy ledger"},
    Words{"tokens.showAll", "show balance since start all"},
    Words{"connectivity.copy", "copy drops changes"},
    Words{"log.copy", "copy log"},
    Words{"log.save", "save log export file"},
    Words{"firmware.open", "open load firmware image file"},
    Words{"firmware.addKey", "add public key signature"},
    Words{"firmware.readSlots", "read slots again refresh state"},
    Words{"firmware.send", "send push upload flash update firmware"},
    Words{"firmware.cancel", "cancel stop push"},
    Words{"firmware.confirm", "confirm keep trial permanent"},
    Words{"firmware.restart", "restart reboot reset kit board"},
    Words{"firmware.goBack", "reboot revert go back old firmware rollback"},
};

} // namespace

QString commandWords(const QString &id)
{
    const auto *found = std::ranges::find_if(kWords, [&](const Words &each) { return id == QLatin1String(each.id); });
    return found == kWords.end() ? QString() : QString::fromUtf8(found->words);
}

} // namespace app
