// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/switch_sheet.h"

#include "widgets/common/fact_list.h"
#include "widgets/common/icons.h"
#include "widgets/common/scroll_down.h"
#include "widgets/common/step_list.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/esim/profile_list_model.h"
#include "widgets/esim/switch_words.h"
#include "widgets/overview/profile_rows.h"
#include "widgets/text/fault_text.h"

#include <QCheckBox>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace widgets {
namespace {

using Phase = SwitchRun::Phase;

constexpr int kWidth = 424;
constexpr int kTickMs = 100;
enum Fact { OffFact, TimeFact, PolicyFact, NotificationFact, Facts };

QFrame *makeLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setObjectName(QStringLiteral("separator"));
    line->setFixedHeight(1);
    return line;
}

} // namespace

SwitchSheet::SwitchSheet(QWidget *parent)
    : Card(parent)
    , m_title(new TextLabel(TextRole::Prompt, Tone::Text, this))
    , m_words(new TextLabel(TextRole::Body, Tone::Text2, this))
    , m_steps(new StepList(this))
    , m_line(makeLine(this))
    , m_facts(new FactList(Facts, this))
    , m_errorBox(new QWidget(this))
    , m_errorWhat(new TextLabel(TextRole::BodyStrong, Tone::Error, this))
    , m_errorNext(new TextLabel(TextRole::Body, Tone::Text, this))
    , m_errorDetails(new TextLabel(TextRole::Mono, Tone::Text2, this))
    , m_copy(new QPushButton(this))
    , m_refresh(new QCheckBox(this))
    , m_cancel(new QPushButton(this))
    , m_main(new QPushButton(this))
{
    setObjectName(QStringLiteral("card"));
    setFixedWidth(kWidth);
    body()->setSpacing(10);
    body()->addWidget(makeScrolled(), 1);
    body()->addWidget(makeLine(this));
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_refresh);
    foot->addStretch();
    foot->addWidget(m_cancel);
    foot->addWidget(m_main);
    body()->addLayout(foot);
    m_refresh->setChecked(true);
    m_refresh->setObjectName(QStringLiteral("refreshFlag"));
    m_cancel->setObjectName(QStringLiteral("switchCancel"));
    m_main->setObjectName(QStringLiteral("switchMain"));
    m_main->setProperty("kind", QStringLiteral("primary"));
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &SwitchSheet::refreshSteps);
    connect(m_refresh, &QCheckBox::toggled, this, &SwitchSheet::refresh);
    connect(m_main, &QPushButton::clicked, this, &SwitchSheet::start);
    connect(m_cancel, &QPushButton::clicked, this, &SwitchSheet::cancel);
    connect(
        m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_errorDetails->text()); });
    retranslate();
}

/// Everything between the frame and the buttons; scrolls where the window is low.
QWidget *SwitchSheet::makeScrolled()
{
    auto *inner = new LowContent(this);
    auto *layout = new QVBoxLayout(inner);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (TextLabel *label : {m_title, m_words, m_errorWhat, m_errorNext, m_errorDetails})
        label->setWordWrap(true);
    m_errorDetails->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_copy->setProperty("kind", QStringLiteral("quiet"));
    m_copy->setProperty("compact", true);
    auto *error = new QVBoxLayout(m_errorBox);
    error->setContentsMargins(0, 0, 0, 0);
    error->setSpacing(4);
    error->addWidget(m_errorDetails);
    error->addWidget(m_copy, 0, Qt::AlignLeft);
    for (TextLabel *label : {m_title, m_errorWhat, m_errorNext, m_words}) // a failure is seen without scrolling
        layout->addWidget(label);
    layout->addSpacing(2);
    layout->addWidget(makeLine(inner));
    layout->addWidget(m_steps);
    layout->addWidget(m_line);
    layout->addSpacing(2);
    layout->addWidget(m_facts);
    layout->addWidget(m_errorBox);
    layout->addStretch();
    return new ScrollLines(inner, this);
}

void SwitchSheet::setRun(SwitchRun *run)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    if (m_run)
        connect(m_run, &SwitchRun::changed, this, &SwitchSheet::refresh);
    refresh();
}

void SwitchSheet::setProfile(
    const std::optional<profiles::ProfileInfo> &profile, const std::optional<profiles::ProfileInfo> &on)
{
    m_profile = profile;
    m_on = on;
    refresh();
}

void SwitchSheet::setConnected(bool connected)
{
    m_connected = connected;
    refreshButtons();
}

Phase SwitchSheet::phase() const { return m_run ? m_run->phase() : Phase::Idle; }

bool SwitchSheet::hasContent() const { return phase() != Phase::Idle || m_profile.has_value(); }

SwitchRequest SwitchSheet::request() const
{
    if (phase() != Phase::Idle)
        return m_run->request();
    SwitchRequest request;
    if (m_profile) {
        request.profile = *m_profile;
        request.enable = !m_profile->enabled();
    }
    request.refresh = m_refresh->isChecked();
    return request;
}

void SwitchSheet::start()
{
    if (!m_run || !m_main->isEnabled() || phase() == Phase::Running || phase() == Phase::Done)
        return;
    m_run->start(request());
}

void SwitchSheet::cancel()
{
    if (phase() == Phase::Running)
        return m_run->stop();
    if (m_run && phase() != Phase::Idle)
        m_run->dismiss();
    Q_EMIT left();
}

void SwitchSheet::focusMain()
{
    QPushButton *button = m_main->isVisibleTo(this) && m_main->isEnabled() ? m_main : m_cancel;
    button->setFocus(Qt::TabFocusReason);
}

QString SwitchSheet::title() const { return m_title->text(); }

QString SwitchSheet::words() const { return m_words->text(); }

QString SwitchSheet::errorText() const { return m_errorWhat->isHidden() ? QString() : m_errorWhat->text(); }

void SwitchSheet::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void SwitchSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && phase() != Phase::Running)
        return cancel(); // one level out; a running change ends by its button only
    Card::keyPressEvent(event);
}

void SwitchSheet::retranslate()
{
    m_refresh->setText(tr("Refresh flag"));
    m_refresh->setToolTip(
        tr("Has the modem restart the card, so that it uses the new profile at once (SGP.22 §3.2.1)."));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the details of the failure"));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_steps->setAccessibleName(tr("Steps"));
    refresh();
}

void SwitchSheet::refresh()
{
    if (!hasContent())
        return;
    const SwitchRequest now = request();
    const bool stopped = phase() == Phase::Failed && m_run->result()->error().fault() == device_link::Fault::Cancelled;
    const bool undone = m_run && m_run->undone();
    m_title->setText(undone ? undoneTitle(now) : switchTitle(now, phase(), stopped));
    setAccessibleName(m_title->text());
    m_words->setText(phase() == Phase::Idle
            ? switchForecast(now, m_on ? &*m_on : nullptr, m_run ? m_run->lastTotalMs(now) : std::nullopt)
            : switchReport(*m_run));
    m_words->setVisible(!m_words->text().isEmpty());
    const bool attention = phase() == Phase::Done
        && (undone || m_run->registered() == false || m_run->registrationError() || (**m_run->result()).stoppedTooLate);
    m_words->setTone(attention ? Tone::Warn : Tone::Text2);
    if (phase() == Phase::Running || (m_run && m_run->lookingUp()))
        m_tick.start();
    else
        m_tick.stop();
    refreshSteps();
    refreshFacts();
    refreshError();
    refreshButtons();
}

void SwitchSheet::refreshSteps()
{
    const SwitchRequest now = request();
    const QList<SwitchRun::StepTime> steps = !m_run ? QList<SwitchRun::StepTime>()
        : phase() == Phase::Idle                    ? m_run->plan(now)
                                                    : m_run->steps();
    m_steps->setSteps(switchSteps(steps, now, m_run ? m_run->stepElapsedMs() : 0));
}

void SwitchSheet::refreshFacts()
{
    if (phase() == Phase::Done)
        setOutcomeFacts();
    else
        setForecastFacts();
    m_facts->setVisible(phase() != Phase::Failed && !(m_run && m_run->undone()));
}

void SwitchSheet::setForecastFacts()
{
    const SwitchRequest now = request();
    // While it runs the list may show the new one already: then it is what was on before.
    const std::optional<profiles::ProfileInfo> &on = phase() == Phase::Idle ? m_on : m_run->goesOff();
    const profiles::ProfileInfo *goesOff = now.enable && on ? &*on : nullptr;
    m_facts->setLabel(OffFact, tr("Goes off"));
    m_facts->setValue(OffFact, !now.enable ? profileName(now.profile) : goesOff ? profileName(*goesOff) : tr("none"));
    m_facts->setLabel(TimeFact, tr("Last switch on this kit"));
    const std::optional<qint64> last = m_run ? m_run->lastTotalMs(now) : std::nullopt;
    const QString until = now.enable ? tr("%1 from command to registered") : tr("%1 from command to read back");
    m_facts->setValue(TimeFact, last ? until.arg(shortTime(*last)) : QString(),
        last ? QString() : tr("No switch of this kind was measured since the workbench was started."));
    // A rule against disabling counts for the profile that goes off.
    const profiles::ProfileInfo &ruled = goesOff ? *goesOff : now.profile;
    m_facts->setLabel(PolicyFact, goesOff ? tr("Policy rules of what goes off") : tr("Policy rules"));
    m_facts->setValue(PolicyFact, policyWords(ruled), ruled.policyRules ? QString() : tr("The card does not tell."));
    m_facts->setLabel(NotificationFact, tr("Notifications"));
    m_facts->setValue(NotificationFact, notificationWords(now, goesOff));
}

void SwitchSheet::setOutcomeFacts()
{
    const profiles::ProfileSwitch &change = **m_run->result();
    m_facts->setLabel(OffFact, tr("Now off"));
    const QString off = changedTo(false, change.before, change.after);
    m_facts->setValue(OffFact, off.isEmpty() ? tr("none") : off);
    m_facts->setLabel(TimeFact, tr("Now on"));
    const QString on = changedTo(true, change.before, change.after);
    m_facts->setValue(TimeFact, on.isEmpty() ? tr("none") : on);
    m_facts->setLabel(PolicyFact, tr("Card away, measured"));
    m_facts->setValue(PolicyFact, change.interruptionMs ? shortTime(*change.interruptionMs) : QString(),
        change.interruptionMs ? QString() : tr("No reset of the card was seen."));
    const std::optional<qint64> total = m_run->totalMs();
    const bool enabled = m_run->request().enable;
    m_facts->setLabel(NotificationFact, enabled ? tr("From command to registered") : tr("From command to read back"));
    m_facts->setValue(NotificationFact, total ? shortTime(*total) : QString(),
        total                              ? QString()
            : m_run->registered() == false ? tr("The modem has not registered.")
                                           : tr("Not measured: the kit did not answer meanwhile."));
}

void SwitchSheet::refreshError()
{
    const bool failed = phase() == Phase::Failed && m_run->result() && !m_run->result()->has_value();
    for (QWidget *part : QList<QWidget *>{m_errorBox, m_errorWhat, m_errorNext})
        part->setVisible(failed);
    if (!failed)
        return;
    const device_link::Error &error = m_run->result()->error();
    const FaultText text = faultText(error);
    m_errorWhat->setText(text.what);
    m_errorNext->setText(text.next);
    m_errorDetails->setText(faultDetails(error));
    m_errorBox->setAccessibleName(text.what + u' ' + text.next);
}

void SwitchSheet::refreshButtons()
{
    const bool running = phase() == Phase::Running;
    const SwitchRequest now = request();
    m_refresh->setVisible(phase() == Phase::Idle);
    const bool offers = phase() == Phase::Idle || phase() == Phase::Failed;
    if (!offers && m_main->hasFocus())
        m_cancel->setFocus(); // else it would go to whatever control is next
    m_main->setVisible(offers);
    m_main->setText(phase() == Phase::Failed ? tr("Try again")
            : now.enable                     ? tr("Enable profile")
                                             : tr("Disable profile"));
    m_main->setEnabled(m_connected);
    m_main->setToolTip(m_connected ? QString() : tr("The kit is not connected."));
    m_cancel->setText(running ? tr("Stop") : phase() == Phase::Idle ? tr("Cancel") : tr("Close"));
    m_cancel->setEnabled(!m_run || !m_run->stopping());
}

} // namespace widgets
