// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/image_card.h"

#include "widgets/common/chip.h"
#include "widgets/common/empty_state.h"
#include "widgets/common/fact_list.h"
#include "widgets/common/icons.h"
#include "widgets/common/scroll_down.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/firmware/check_row.h"
#include "widgets/firmware/check_text.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace widgets {

using profiles::CheckOutcome;
using profiles::ImageCheck;
using profiles::ImageFile;
using profiles::McubootImage;

namespace {

enum Fact { VersionFact, SizeFact, HashFact, TlvFact, FactCount };

qsizetype countOf(const QList<ImageCheck> &checks, CheckOutcome outcome)
{
    return std::ranges::count(checks, outcome, &ImageCheck::outcome);
}

QFrame *separator(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setObjectName(QStringLiteral("separator"));
    line->setFixedHeight(1);
    return line;
}

/// "4.752 kB, payload 4.096 kB": the file and what it installs.
QString sizeText(const McubootImage &image)
{
    return text(bytes(image.fileSize)) + QStringLiteral(" (") + text({integer(image.fileSize), QStringLiteral("B")})
        + QStringLiteral(")");
}

} // namespace

ImageCard::ImageCard(QWidget *parent)
    : Card(parent)
    , m_empty(new EmptyState(this))
    , m_open(new QPushButton(this))
    , m_verdict(new TextLabel(TextRole::CardNumber, Tone::Text, this))
    , m_summary(new TextLabel(TextRole::Body, Tone::Text2, this))
    , m_facts(new FactList(FactCount, this))
    , m_rowColumn(new QVBoxLayout)
    , m_keys(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_addKey(new QPushButton(this))
    , m_forgetKeys(new QPushButton(this))
    , m_file(makeFile())
{
    setObjectName(QStringLiteral("card"));
    m_open->setObjectName(QStringLiteral("openImage"));
    m_addKey->setObjectName(QStringLiteral("addKey"));
    m_forgetKeys->setObjectName(QStringLiteral("forgetKeys"));
    m_verdict->setObjectName(QStringLiteral("verdict"));
    for (QPushButton *button : {m_open, m_addKey, m_forgetKeys}) {
        button->setProperty("kind", QStringLiteral("quiet"));
        button->setProperty("compact", true);
    }
    titleRow()->addWidget(m_open);
    layout()->setContentsMargins(1, 10, 1, 8);
    titleRow()->setContentsMargins(14, 0, 8, 0);
    m_empty->setContentsMargins(14, 4, 14, 0);
    body()->addWidget(m_empty, 1);
    body()->addWidget(m_file, 1);
    connect(m_empty, &EmptyState::actionTriggered, this, &ImageCard::openRequested);
    connect(m_open, &QPushButton::clicked, this, &ImageCard::openRequested);
    connect(m_addKey, &QPushButton::clicked, this, &ImageCard::keyRequested);
    connect(m_forgetKeys, &QPushButton::clicked, this, [this] {
        if (m_work)
            m_work->file()->forgetKeys();
    });
    retranslate();
}

QWidget *ImageCard::makeFile()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(14, 0, 14, 10);
    head->setSpacing(2);
    m_verdict->setWordWrap(true);
    m_summary->setWordWrap(true);
    head->addWidget(m_verdict);
    head->addWidget(m_summary);
    head->addSpacing(8);
    m_facts->setMono(HashFact);
    m_facts->setWrapped(TlvFact);
    head->addWidget(m_facts);
    layout->addLayout(head);
    layout->addWidget(separator(box));

    auto *list = new QWidget(box);
    m_rowColumn->setContentsMargins(0, 0, 0, 0);
    m_rowColumn->setSpacing(0);
    auto *listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->addLayout(m_rowColumn);
    listLayout->addStretch();
    auto *scroll = new ScrollLines(list, box);
    scroll->setObjectName(QStringLiteral("checks"));
    scroll->setFocusPolicy(Qt::StrongFocus); // its rows have no stop of their own
    layout->addWidget(scroll, 1);

    layout->addWidget(separator(box));
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(14, 8, 8, 0);
    foot->setSpacing(4);
    m_keys->setElided(true);
    foot->addWidget(m_keys, 1);
    foot->addWidget(m_forgetKeys);
    foot->addWidget(m_addKey);
    layout->addLayout(foot);
    return box;
}

void ImageCard::setWork(FirmwareWork *work)
{
    m_work = work;
    refresh();
}

void ImageCard::setDropTarget(bool on)
{
    if (m_dropTarget == on)
        return;
    m_dropTarget = on;
    update();
}

QString ImageCard::verdict() const { return m_verdict->text(); }

void ImageCard::retranslate()
{
    m_open->setText(tr("Open"));
    m_open->setToolTip(tr("Open an image file"));
    m_addKey->setText(tr("Add key"));
    m_addKey->setToolTip(tr("Check the signature with a public key (PEM)"));
    m_forgetKeys->setText(tr("Forget keys"));
    m_empty->setText(tr("No image is open."),
        tr("Drop a signed image (.bin) here or open one, and see whether it is right for this board. Signed examples "
           "can "
           "be made with imgtool: imgtool sign."));
    m_empty->setAction(tr("Open a file") + QStringLiteral("  Ctrl O"));
    findChild<QScrollArea *>(QStringLiteral("checks"))->setAccessibleName(tr("Checks of the file"));
    m_facts->setLabel(VersionFact, tr("Version"));
    m_facts->setLabel(SizeFact, tr("Size"));
    m_facts->setLabel(HashFact, tr("Hash"));
    m_facts->setLabel(TlvFact, tr("Parts"));
    refresh();
}

void ImageCard::refresh()
{
    const bool open = m_work && !m_work->file()->path().isEmpty();
    m_empty->setVisible(!open);
    m_file->setVisible(open);
    m_open->setVisible(open);
    m_open->setIcon(icon(QStringLiteral("open"), theme().text2));
    m_addKey->setIcon(icon(QStringLiteral("key"), theme().text2));
    setTitle(open ? m_work->file()->name() : tr("File"));
    if (!open)
        return;
    refreshVerdict();
    refreshFacts();
    refreshRows();
    refreshKeys();
}

void ImageCard::refreshVerdict()
{
    OpenedImage *file = m_work->file();
    const auto say = [this](const QString &verdict, Tone tone, const QString &summary) {
        m_verdict->setText(verdict);
        m_verdict->setTone(tone);
        m_summary->setText(summary);
    };
    if (!file->image() && file->reading())
        return say(tr("Being checked"), Tone::Text3, tr("The file is read and its hash computed."));
    if (!file->image()) {
        const device_link::Error &error = file->result()->error();
        const FaultText words = faultText(error);
        m_summary->setToolTip(faultDetails(error));
        return say(tr("Not an image"), Tone::Error,
            words.what + u' ' + words.next + (error.detail().isEmpty() ? QString() : u'\n' + error.detail()));
    }
    m_summary->setToolTip({});
    const profiles::ImageVerdict verdict = m_work->verdict(); // what is found in it must not outlive it
    const QList<ImageCheck> &checks = verdict.checks;
    QStringList counts{tr("%1 pass").arg(countOf(checks, CheckOutcome::Pass))};
    if (const qsizetype fails = countOf(checks, CheckOutcome::Fail))
        counts.append(tr("%1 fail").arg(fails));
    if (const qsizetype warns = countOf(checks, CheckOutcome::Warn))
        counts.append(tr("%1 with a warning").arg(warns));
    if (const qsizetype open = countOf(checks, CheckOutcome::NotChecked))
        counts.append(tr("%1 not checked").arg(open));
    const QString summary = tr("%1 checks: %2.").arg(checks.size()).arg(counts.join(comma()));
    const QList<profiles::ImageCheckId> open = m_work->openFailures();
    if (open.contains(profiles::ImageCheckId::NotRunning))
        return say(tr("Runs already"), Tone::Text2, tr("The kit runs this very image: there is nothing to send."));
    if (!open.isEmpty())
        return say(tr("Not for this board as it is"), Tone::Error, summary);
    if (!m_work->state())
        return say(
            tr("Not compared yet"), Tone::Text3, tr("The slots of the board are not known yet.") + u' ' + summary);
    if (countOf(checks, CheckOutcome::Fail) > 0)
        return say(tr("May be sent, as you accepted"), Tone::Warn, summary);
    if (countOf(checks, CheckOutcome::Warn) > 0)
        return say(tr("May be sent, with care"), Tone::Warn, summary);
    const ImageCheck *signature = verdict.find(profiles::ImageCheckId::Signature);
    if (signature && signature->outcome == CheckOutcome::NotChecked)
        return say(tr("May be sent, signature not checked"), Tone::Warn, summary);
    say(tr("May be sent"), Tone::Ok, summary);
}

void ImageCard::refreshFacts()
{
    const ImageFile *file = m_work->file()->image();
    m_facts->setVisible(file);
    if (!file)
        return;
    const McubootImage &image = file->inspection.image;
    m_facts->setValue(VersionFact, image.version.toString());
    m_facts->setValue(SizeFact, sizeText(image));
    m_facts->setValue(HashFact, shortHash(image.hash()), QString::fromLatin1(image.hash().toHex()));
    m_facts->setValue(TlvFact, tlvNames(image));
}

void ImageCard::refreshRows()
{
    const QList<ImageCheck> checks = m_work->verdict().checks;
    while (m_rows.size() < checks.size()) {
        m_rows.append(new CheckRow(this));
        m_rowColumn->addWidget(m_rows.last());
        connect(m_rows.last(), &CheckRow::acceptedChanged, this, [this](profiles::ImageCheckId id, bool accepted) {
            if (m_work)
                m_work->file()->setAccepted(id, accepted);
        });
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        m_rows.at(i)->setVisible(i < checks.size());
        if (i < checks.size())
            m_rows.at(i)->setCheck(
                checks.at(i), OpenedImage::mayAccept(checks.at(i)), m_work->file()->isAccepted(checks.at(i).id));
    }
}

void ImageCard::refreshKeys()
{
    const QStringList names = m_work->file()->keyNames();
    m_keys->setText(
        names.isEmpty() ? tr("No key to check the signature with") : tr("Checked with %1").arg(names.join(comma())));
    m_keys->setToolTip(m_work->file()->keyPaths().join(u'\n'));
    m_forgetKeys->setVisible(!names.isEmpty());
}

void ImageCard::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    if (!m_dropTarget)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

} // namespace widgets
