// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_details.h"

#include "widgets/common/icons.h"
#include "widgets/common/save_as.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/common/trough.h"
#include "widgets/kit/kit_context.h"
#include "widgets/power/radio_share_bar.h"
#include "widgets/text/units.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QMimeData>
#include <QPushButton>

namespace widgets {

RegionDetails::RegionDetails(QWidget *parent)
    : QWidget(parent)
    , m_bar(new RadioShareBar(this))
    , m_caveats(new TextLabel(TextRole::Table, Tone::Warn, this))
    , m_done(new TextLabel(TextRole::Table, Tone::Ok, this))
    , m_battery(new QPushButton(this))
    , m_compare(new QPushButton(this))
    , m_keep(new QPushButton(this))
    , m_copy(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_remove(new QPushButton(this))
    , m_progress(new Trough(this))
    , m_percent(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_cancel(new QPushButton(this))
{
    for (Pair &pair : m_facts) {
        pair.name = new TextLabel(TextRole::Table, Tone::Text2, this);
        pair.value = new TextLabel(TextRole::BodyStrong, Tone::Text, this);
    }
    m_facts[Radio].value->setElided(true);
    m_facts[Prompts].value->setElided(true);
    m_facts[Money].value->setTone(Tone::Money);
    m_battery->setObjectName(QStringLiteral("regionBattery"));
    m_compare->setObjectName(QStringLiteral("regionCompare"));
    m_keep->setObjectName(QStringLiteral("regionKeep"));
    m_copy->setObjectName(QStringLiteral("regionCopy"));
    m_save->setObjectName(QStringLiteral("regionExport"));
    m_remove->setObjectName(QStringLiteral("regionRemove"));
    m_cancel->setObjectName(QStringLiteral("regionCancel"));
    m_caveats->setWordWrap(true);
    layOut();
    connectParts();
    retranslate();
    hide();
}

RegionDetails::~RegionDetails() = default;

void RegionDetails::layOut()
{
    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(20);
    facts->setVerticalSpacing(4);
    for (int i = 0; i < FactCount; ++i) {
        const Pair &pair = m_facts.at(static_cast<std::size_t>(i));
        if (i == Radio) {
            auto *title = new QHBoxLayout;
            title->setSpacing(8);
            title->addWidget(pair.name);
            title->addWidget(m_bar);
            title->addStretch();
            facts->addLayout(title, 0, i);
        } else {
            facts->addWidget(pair.name, 0, i);
        }
        facts->addWidget(pair.value, 1, i);
    }
    facts->setColumnStretch(Radio, 3);
    facts->setColumnStretch(Prompts, 2);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(8);
    m_progress->setFixedWidth(140);
    actions->addWidget(m_progress);
    actions->addWidget(m_percent);
    for (QPushButton *button : {m_cancel, m_battery, m_compare, m_keep, m_copy, m_save, m_remove}) {
        button->setProperty("compact", true);
        actions->addWidget(button);
    }
    auto *lower = new QHBoxLayout;
    lower->setSpacing(16);
    lower->addWidget(m_caveats, 1);
    lower->addStretch();
    lower->addWidget(m_done);
    lower->addLayout(actions);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(facts);
    layout->addLayout(lower);
}

void RegionDetails::connectParts()
{
    connect(m_keep, &QPushButton::clicked, this, [this] {
        if (m_regions)
            m_regions->keep(m_regions->selectedRow());
    });
    connect(m_battery, &QPushButton::clicked, this, &RegionDetails::batteryRequested);
    connect(m_compare, &QPushButton::clicked, this, &RegionDetails::compareRequested);
    connect(m_copy, &QPushButton::clicked, this, &RegionDetails::copy);
    connect(m_save, &QPushButton::clicked, this, &RegionDetails::exportSamples);
    connect(m_remove, &QPushButton::clicked, this, &RegionDetails::remove);
    connect(m_cancel, &QPushButton::clicked, &m_export, &RegionExport::cancel);
    connect(&m_export, &RegionExport::progressed, this, &RegionDetails::showExport);
    connect(&m_export, &RegionExport::cancelled, this, [this] {
        m_doneText = tr("Export cancelled; nothing was written.");
        showExport();
    });
    connect(&m_export, &RegionExport::failed, this, [this](const device_link::Error &error) {
        m_doneText.clear();
        showExport();
        Q_EMIT exportFailed(error);
    });
    connect(&m_export, &RegionExport::finished, this, [this](const profiles::SampleCsvTotals &totals) {
        m_doneText = tr("%1 samples saved to %2, %3")
                         .arg(integer(static_cast<qint64>(totals.samples)), QFileInfo(m_export.path()).fileName(),
                             text(bytes(totals.bytes)));
        if (totals.forgotten > 0)
            m_doneText += u' '
                + tr("%1 left memory before they could be written.")
                      .arg(integer(static_cast<qint64>(totals.forgotten)));
        showExport();
    });
}

void RegionDetails::setKit(std::shared_ptr<KitContext> kit)
{
    m_kit = std::move(kit);
    m_regions = m_kit ? m_kit->model<RegionModel>() : nullptr;
    m_doneText.clear();
    refresh();
}

void RegionDetails::refresh()
{
    const auto region = m_regions ? m_regions->selected() : std::nullopt;
    if (!region || (m_report && m_report->region != *region))
        m_doneText.clear(); // it was about another stretch
    m_report.reset();
    m_mayKeep = region && !m_regions->kept(m_regions->selectedRow());
    if (region) {
        const int row = m_regions->selectedRow();
        m_report = reportOf(*m_kit, *region, m_regions->letterOf(row));
        m_report->note = m_regions->note(row);
    }
    setVisible(m_report || m_export.running());
    showReport();
    showExport();
    Q_EMIT refreshed();
}

void RegionDetails::refreshIfOther()
{
    const auto region = m_regions ? m_regions->selected() : std::nullopt;
    if (region != (m_report ? std::optional(m_report->region) : std::nullopt))
        refresh();
}

void RegionDetails::showFact(Fact fact, const QString &value, const QString &reason)
{
    TextLabel *label = m_facts.at(fact).value;
    const QString shown = value.isEmpty() ? QString(kEmDash) : value;
    if (label->text() != shown)
        label->setText(shown);
    label->setToolTip(reason);
    label->setAccessibleName(m_facts.at(fact).name->text() + QStringLiteral(": ") + shown);
}

void RegionDetails::showReport()
{
    if (!m_report)
        return;
    const PromptsInRegion &prompts = m_report->prompts;
    m_bar->setShares(m_report->radio);
    showFact(Radio, radioList(m_report->radio), radioList(m_report->radio));
    showFact(Prompts, promptList(prompts), promptList(prompts));
    const bool some = prompts.cost.has_value();
    showFact(Money, some ? moneyText(money(prompts.cost->micro, prompts.cost->currency)) : QString(),
        some && prompts.uncharged == 0 ? tr("Of the prompts that lie in the region as a whole")
            : some ? tr("Of the prompts that lie in the region as a whole; the charge of %1 is not known")
                         .arg(prompts.uncharged)
                   : tr("No prompt that lies in the region as a whole was charged"));
    const QString words = caveats();
    if (m_caveats->text() != words)
        m_caveats->setText(words);
    m_caveats->setVisible(!words.isEmpty());
}

QString RegionDetails::caveats() const
{
    QStringList caveats = m_report ? regionCaveats(*m_report) : QStringList();
    if (m_report && m_report->origin == Origin::Replay)
        caveats.append(tr("Marks made in an opened recording are not saved in it: copy what is to stay."));
    return caveats.join(u' ');
}

QString RegionDetails::done() const { return m_done->text(); }

void RegionDetails::showExport()
{
    const bool busy = m_export.running();
    for (QWidget *widget : QList<QWidget *>{m_progress, m_percent, m_cancel})
        widget->setVisible(busy);
    for (QWidget *widget : QList<QWidget *>{m_battery, m_compare, m_copy, m_save, m_remove})
        widget->setVisible(!busy);
    m_keep->setVisible(!busy);
    m_keep->setEnabled(m_mayKeep);
    m_progress->setShare(m_export.share());
    m_percent->setText(tr("Exporting, %1").arg(text(percent(100 * m_export.share()))));
    const QString size = sizeWords();
    m_save->setEnabled(!size.isEmpty());
    const QString words = size.isEmpty() ? tr("Export CSV…") : tr("Export CSV, about %1…").arg(size);
    if (m_save->text() != words)
        m_save->setText(words);
    m_done->setText(busy ? QString() : m_doneText);
    m_done->setVisible(!m_done->text().isEmpty());
}

profiles::SampleCsvJob RegionDetails::job() const
{
    profiles::SampleCsvJob job;
    if (!m_report || !m_report->stats.energy || !m_kit->store())
        return job;
    const std::uint64_t oldest = m_kit->store()->beginIndex(); // figures may be of samples that are gone
    if (m_report->stats.energy->lastIndex <= oldest)
        return job;
    job.store = m_kit->store();
    job.first = std::max(m_report->stats.energy->firstIndex, oldest);
    job.last = m_report->stats.energy->lastIndex;
    const auto &info = job.store->info();
    job.notes = {QStringLiteral("AI-eSIM Workbench samples, origin: ")
            + (m_report->origin == Origin::Simulated     ? QStringLiteral("SIMULATED")
                    : m_report->origin == Origin::Replay ? QStringLiteral("REPLAY")
                                                         : QStringLiteral("LIVE")),
        QStringLiteral("kit: ") + QString(m_report->kit).remove(u'\n').remove(u'\r'),
        QStringLiteral("boot: ") + QString::number(info.bootId),
        QStringLiteral("rate_Hz: ") + QString::number(info.rateHz, 'g', 12),
        QStringLiteral("begin_ns: ") + QString::number(m_report->region.beginNs),
        QStringLiteral("end_ns: ") + QString::number(m_report->region.endNs),
        QStringLiteral("begin_time_of_day: ") + clockTime(m_report->beginOfDayNs),
        QStringLiteral("lost_samples: ") + QString::number(m_report->stats.lost()),
        QStringLiteral("not_measured_samples: ") + QString::number(m_report->stats.paused())};
    return job;
}

QString RegionDetails::sizeWords() const
{
    const profiles::SampleCsvJob what = job();
    if (!what.store)
        return {};
    // Two figures are all that an estimate is worth.
    const auto size = static_cast<double>(profiles::estimatedCsvBytes(what));
    return text(si(size, QStringLiteral("B"), 2));
}

void RegionDetails::retranslate()
{
    m_facts[Radio].name->setText(tr("Radio"));
    m_facts[Prompts].name->setText(tr("Prompts"));
    m_facts[Money].name->setText(tr("Money"));
    m_battery->setText(tr("Battery"));
    m_battery->setToolTip(tr("How long a battery lasts when this region repeats"));
    m_compare->setText(tr("Compare"));
    m_compare->setToolTip(tr("Lay this region over another one, or over a recording"));
    m_keep->setText(tr("Keep"));
    m_keep->setToolTip(tr("Keep this region beside the next one (K); a note keeps it too"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the figures of the region as text and as CSV"));
    m_remove->setText(tr("Remove"));
    m_remove->setToolTip(tr("Remove the region; Ctrl+Z in the graph brings it back"));
    m_save->setToolTip(tr("Save every sample of the region"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop the export; no file is left behind"));
    m_keep->setIcon(icon(QStringLiteral("tick"), theme().text2));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_save->setIcon(icon(QStringLiteral("save"), theme().text2));
    m_remove->setIcon(icon(QStringLiteral("cross"), theme().text2));
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_doneText.clear();
    showReport();
    showExport();
}

void RegionDetails::copy()
{
    if (!m_report)
        return;
    auto *both = new QMimeData;
    both->setText(regionText(*m_report));
    both->setData(QStringLiteral("text/csv"), regionCsv(*m_report).toUtf8());
    QGuiApplication::clipboard()->setMimeData(both);
    m_doneText = tr("Region copied");
    showExport();
}

void RegionDetails::exportSamples()
{
    if (m_export.running() || !job().store)
        return;
    auto *dialog = new QFileDialog(this, tr("Export the samples of the region"), lastSaveFolder(), tr("CSV (*.csv)"));
    dialog->setObjectName(QStringLiteral("saveAs"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QStringLiteral("region-%1.csv").arg(m_report->letter));
    connect(dialog, &QFileDialog::fileSelected, this, &RegionDetails::exportTo);
    dialog->open();
}

void RegionDetails::exportTo(const QString &path)
{
    profiles::SampleCsvJob what = job();
    if (!what.store)
        return;
    rememberSaveFolder(path);
    m_doneText.clear();
    Q_EMIT exportStarted();
    m_export.start(path, std::move(what));
}

void RegionDetails::remove()
{
    if (m_regions)
        m_regions->removeSelected();
}

} // namespace widgets
