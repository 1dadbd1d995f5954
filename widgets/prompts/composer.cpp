// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/prompts/composer.h"

#include "widgets/common/combo_label.h"
#include "widgets/common/focus_handover.h"
#include "widgets/common/icons.h"
#include "widgets/common/segmented.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <utility>

namespace widgets {

using device_link::ComputeTier;

namespace {
constexpr int kGap = 8;
constexpr int kSwapMs = 500; ///< after Stop has become Send under the pointer
} // namespace

QString Composer::sendWord() { return tr("Send") + QStringLiteral("  Ctrl ↵"); }

Composer::Composer(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_model(new QComboBox(this))
    , m_tier(new Segmented(4, this))
    , m_limit(new QSpinBox(this))
    , m_hint(new TextLabel(TextRole::Table, Tone::Text3, this))
    , m_send(new QPushButton(this))
    , m_above(new QHBoxLayout)
    , m_row(new QHBoxLayout)
{
    m_text->setObjectName(QStringLiteral("composer"));
    m_text->setFixedHeight(58);
    m_text->setTabChangesFocus(true);
    m_text->installEventFilter(this);
    m_limit->setRange(1, 1024); // PROTOCOL.md §5.4
    m_limit->setValue(160);
    m_limit->setFixedHeight(26); // as the fields beside it
    m_limit->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_limit->setAlignment(Qt::AlignRight);
    m_model->setMinimumWidth(120);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    handFocusTo(this, m_text);
    m_tier->setCurrent(0);
    m_send->setProperty("kind", QStringLiteral("primary"));
    m_row->setSpacing(kGap);
    m_row->addWidget(m_model);
    m_row->addWidget(m_tier);
    m_row->addWidget(m_limit);
    m_row->addStretch();
    m_row->addWidget(m_hint);
    m_row->addWidget(m_send);
    m_above->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    layout->addWidget(m_text);
    layout->addLayout(m_above);
    layout->addLayout(m_row);
    connect(m_text, &QPlainTextEdit::textChanged, this, &Composer::refresh);
    connect(m_send, &QPushButton::clicked, this, [this] {
        if (running() && !canSend())
            stop();
        else if (!m_ended.isValid() || m_ended.elapsed() > kSwapMs) // who meant Stop does not send
            send();
    });
    retranslate();
}

void Composer::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->prompts()->disconnect(this);
    }
    m_kit = std::move(kit);
    if (const auto next = std::exchange(m_next, std::nullopt))
        giveBack(*next);
    if (m_kit) {
        connect(m_kit.get(), &KitContext::stateChanged, this, &Composer::refreshModels);
        connect(m_kit.get(), &KitContext::powerChanged, this, &Composer::refreshModels); // capabilities changed
        connect(m_kit->prompts(), &PromptHistory::runningChanged, this, [this] {
            if (!running()) {
                m_ended.start();
                askNext();
            }
            refresh();
        });
        connect(m_kit->prompts(), &PromptHistory::entryChanged, this, [this] {
            if (m_counting == counting())
                return;
            if (counting())
                m_ended.start();
            refresh();
        });
    }
    refreshModels();
}

device_link::PromptRequest Composer::request() const
{
    device_link::PromptRequest request;
    request.text = m_text->toPlainText().trimmed();
    if (m_model->currentIndex() > 0)
        request.model = m_model->currentText();
    if (m_tier->current() > 0)
        request.tier = static_cast<ComputeTier>(m_tier->current() - 1);
    request.maxTokens = static_cast<quint32>(m_limit->value());
    return request;
}

void Composer::setText(const QString &text) { m_text->setPlainText(text); }

void Composer::askAgain(const QString &text)
{
    if (connected() && (!running() || counting())) {
        device_link::PromptRequest again = request();
        again.text = text;
        ask(again);
    } else if (m_text->toPlainText().isEmpty()) {
        setText(text);
    }
    focusText();
}

/// False: the key moves in the text, which was typed or changed.
bool Composer::recall(int step)
{
    const PromptHistory *prompts = m_kit ? m_kit->prompts() : nullptr;
    const QString text = m_text->toPlainText();
    const bool unchanged
        = prompts && m_recalled >= 0 && m_recalled < prompts->rowCount() && prompts->at(m_recalled).run.text == text;
    if (!prompts || (!text.isEmpty() && !unchanged))
        return false;
    int row = unchanged ? m_recalled + step : step < 0 ? prompts->rowCount() - 1 : prompts->rowCount();
    const auto passed = [&](const QString &asked) { return asked == text || asked.isEmpty(); }; // once, if asked twice
    while (row >= 0 && row < prompts->rowCount() && passed(prompts->at(row).run.text))
        row += step;
    if (row < 0)
        return true; // the oldest stays
    m_recalled = row < prompts->rowCount() ? row : -1;
    m_text->setPlainText(m_recalled < 0 ? QString() : prompts->at(row).run.text);
    m_text->moveCursor(QTextCursor::End);
    return true;
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        if (plain && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down))
            return recall(key->key() == Qt::Key_Up ? -1 : 1);
    }
    return QWidget::eventFilter(watched, event);
}

void Composer::focusText() { m_text->setFocus(Qt::ShortcutFocusReason); }

bool Composer::running() const { return m_kit && m_kit->prompts()->running(); }

bool Composer::canSend() const
{
    const bool free = !running() || (counting() && !m_next);
    return free && connected() && !request().text.isEmpty() && !tooLong();
}

void Composer::stop()
{
    if (running())
        m_kit->prompts()->cancel();
}

void Composer::send()
{
    if (!canSend()) {
        m_insisted = running() && !counting();
        refresh();
        return;
    }
    const device_link::PromptRequest typed = request();
    m_text->clear();
    ask(typed);
}

/// What is asked while the energy of an answer is counted ends that first.
void Composer::ask(const device_link::PromptRequest &request)
{
    if (!running()) {
        m_kit->prompts()->ask(request);
        return;
    }
    m_next = request;
    m_kit->prompts()->cancel();
    refresh();
}

void Composer::askNext()
{
    const auto next = std::exchange(m_next, std::nullopt);
    if (!next)
        return;
    if (connected())
        m_kit->prompts()->ask(*next);
    else
        giveBack(*next); // the kit went away meanwhile
}

/// It was not asked: it is here again, before what was typed since.
void Composer::giveBack(const device_link::PromptRequest &request)
{
    const QString typed = m_text->toPlainText();
    setText(typed.isEmpty() ? request.text : QString(request.text + u'\n' + typed));
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

int Composer::widestHint() const
{
    int widest = 0;
    for (const QString &hint : {tr("Counting the radio tail"), tr("Radio tail, not measured"), tr("Stop it, then send"),
             tr("Ends the counting"), tr("Waiting for the kit")})
        widest = std::max(widest, m_hint->fontMetrics().horizontalAdvance(hint));
    return widest;
}

/// The button is as wide as the widest of its words: what stands beside it stays where it is.
void Composer::reserveSend()
{
    m_send->setMinimumWidth(0);
    m_send->setIcon(icon(QStringLiteral("stop"), theme().onPrimary));
    int widest = 0;
    for (const QString &word : {tr("Stop counting"), tr("Stop waiting"), tr("Stop"), sendWord()}) {
        m_send->setText(word);
        widest = std::max(widest, m_send->sizeHint().width());
    }
    m_send->setMinimumWidth(widest);
}

/// The tiers get a row of their own where one row is too narrow for all that may ever stand in it: a row that came with
/// a hint would take its height from the transcript.
void Composer::fit()
{
    int needed = 4 * kGap + widestHint() + m_send->minimumWidth();
    for (const QWidget *each : QList<QWidget *>{m_model, m_tier, m_limit})
        needed += each->sizeHint().width();
    const bool narrow = width() < needed;
    if (narrow == (m_above->indexOf(m_tier) >= 0))
        return;
    if (narrow)
        m_above->insertWidget(0, m_tier);
    else
        m_row->insertWidget(1, m_tier);
}

void Composer::retranslate()
{
    m_text->setPlaceholderText(tr("Ask the kit something"));
    m_text->setToolTip(tr("Up brings back what was asked before"));
    m_text->setAccessibleName(tr("Prompt"));
    labelCombo(m_model, tr("Model"));
    m_tier->setAccessibleName(tr("Compute tier"));
    m_tier->setLabel(0, tr("Kit decides"));
    for (const ComputeTier tier : {ComputeTier::Metro, ComputeTier::Province, ComputeTier::Nation}) {
        QString word = tierWord(tier);
        word.replace(0, 1, word.at(0).toUpper());
        m_tier->setLabel(static_cast<int>(tier) + 1, word);
    }
    m_limit->setPrefix(tr("max "));
    m_limit->setSuffix(QStringLiteral(" tok"));
    m_limit->setAccessibleName(tr("Token limit"));
    reserveSend();
    refreshModels();
}

void Composer::refreshModels()
{
    const auto runner = m_kit ? m_kit->session()->promptRunner() : nullptr;
    const QStringList models = runner ? runner->models() : QStringList();
    const QString chosen = m_model->currentIndex() > 0 ? m_model->currentText() : QString();
    m_model->clear();
    m_model->addItem(tr("Kit's model"));
    m_model->addItems(models);
    m_model->setCurrentIndex(std::max(0, m_model->findText(chosen)));
    refresh();
}

bool Composer::counting() const
{
    const PromptEntry *running = m_kit ? m_kit->prompts()->running() : nullptr;
    return running && running->run.finished();
}

bool Composer::connected() const
{
    return m_kit && m_kit->session()->promptRunner()
        && m_kit->session()->state() == device_link::SessionState::Connected;
}

bool Composer::tooLong() const
{
    const auto runner = m_kit ? m_kit->session()->promptRunner() : nullptr;
    return runner && runner->maxPromptBytes() > 0 && request().text.toUtf8().size() > runner->maxPromptBytes();
}

void Composer::refresh()
{
    const bool running = this->running();
    const bool tooLong = this->tooLong();
    m_counting = counting();
    m_insisted = m_insisted && running && !m_counting;
    const bool measuring = m_kit && m_kit->measuring();
    const bool sends = canSend();
    const bool ends = sends && m_counting; // Send ends the counting
    m_send->setText(!running || ends ? sendWord()
            : !m_counting            ? tr("Stop")
            : measuring              ? tr("Stop counting")
                                     : tr("Stop waiting"));
    m_send->setIcon(running && !ends ? icon(QStringLiteral("stop"), theme().onPrimary) : QIcon());
    const bool usable = sends || (running && !m_next);
    if (!usable && m_send->hasFocus())
        m_text->setFocus(); // else it would go to whatever control is next
    m_send->setEnabled(usable);
    m_send->setToolTip(!connected() ? tr("Needs a connected kit that offers prompts")
            : ends && measuring     ? tr("Ends the counting of the energy of the answer before")
            : ends || !m_counting   ? QString()
            : measuring             ? tr("Ends the counting of energy")
                                    : tr("Does not wait for the radio to be quiet"));
    const auto runner = m_kit ? m_kit->session()->promptRunner() : nullptr;
    m_hint->setText(tooLong
            ? tr("%1 of %2 bytes").arg(integer(request().text.toUtf8().size()), integer(runner->maxPromptBytes()))
            : m_insisted              ? tr("Stop it, then send")
            : running && !connected() ? tr("Waiting for the kit")
            : ends && measuring       ? tr("Ends the counting")
            : m_counting              ? measuring ? tr("Counting the radio tail") : tr("Radio tail, not measured")
                                      : QString());
    m_hint->setTone(tooLong ? Tone::Error : m_insisted ? Tone::Warn : Tone::Text3);
    fit();
}

} // namespace widgets
