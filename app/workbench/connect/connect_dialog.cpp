// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/connect/connect_dialog.h"

#include "widgets/common/fonts.h"
#include "widgets/common/text_label.h"
#include "widgets/text/fault_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QtConcurrentRun>

namespace app {

using widgets::TextLabel;
using widgets::TextRole;
using widgets::Tone;

namespace {
constexpr int kWidth = 560;
constexpr int kRowsShown = 5;
constexpr int kLinesShown = 3;
} // namespace

ConnectDialog::ConnectDialog(QWidget *parent)
    : QDialog(parent)
    , m_foundTitle(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_list(new QListWidget(this))
    , m_beside(new TextLabel(TextRole::Caption, Tone::Text3, this))
    , m_again(new QPushButton(this))
    , m_portsTitle(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_ports(new QPlainTextEdit(this))
    , m_hint(new TextLabel(TextRole::Caption, Tone::Text3, this))
    , m_cancel(new QPushButton(this))
    , m_connect(new QPushButton(this))
{
    setObjectName(QStringLiteral("connect"));
    layOut();
    connect(m_list, &QListWidget::itemSelectionChanged, this, &ConnectDialog::takeSelection);
    connect(m_list, &QListWidget::itemActivated, this, [this] { m_connect->click(); });
    connect(m_ports, &QPlainTextEdit::textChanged, this, &ConnectDialog::check);
    connect(m_again, &QPushButton::clicked, this, &ConnectDialog::look);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, [this] {
        if (const auto urls = device_link::parseDeviceUrls(lines()); urls && m_connect->isEnabled()) {
            Q_EMIT chosen(*urls);
            accept();
        }
    });
    connect(&m_looking, &QFutureWatcherBase::finished, this, [this] {
        m_again->setEnabled(true);
        setOffers(m_looking.result());
    });
    retranslate();
    setOffers(offeredPorts({}, {}));
}

ConnectDialog::~ConnectDialog() { m_looking.waitForFinished(); }

void ConnectDialog::layOut()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->addWidget(m_foundTitle, 1);
    head->addWidget(m_again);
    m_again->setProperty("kind", QStringLiteral("quiet"));
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_beside);
    layout->addSpacing(12);
    layout->addWidget(m_portsTitle);
    layout->addWidget(m_ports);
    layout->addWidget(m_hint);
    layout->addSpacing(12);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addStretch();
    foot->addWidget(m_cancel);
    foot->addWidget(m_connect);
    layout->addLayout(foot);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setMinimumSize(kWidth, kRowsShown * (m_list->fontMetrics().height() + 10));
    m_ports->setFont(widgets::roleFont(TextRole::Mono));
    m_ports->setTabChangesFocus(true);
    m_ports->setFixedHeight(kLinesShown * m_ports->fontMetrics().lineSpacing() + 30);
    m_beside->setWordWrap(true);
    m_hint->setWordWrap(true);
    m_hint->setMinimumHeight(2 * m_hint->fontMetrics().lineSpacing()); // nothing moves when it has more to say
    m_hint->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_connect->setProperty("kind", QStringLiteral("primary"));
    m_connect->setDefault(true);
}

void ConnectDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ConnectDialog::retranslate()
{
    setWindowTitle(tr("Connect a kit"));
    m_foundTitle->setText(tr("Found on this computer"));
    m_again->setText(tr("Look again"));
    m_list->setAccessibleName(tr("Found on this computer"));
    m_portsTitle->setText(tr("Ports, one a line"));
    m_ports->setAccessibleName(tr("Ports, one a line"));
    m_ports->setPlaceholderText(QStringLiteral("serial:/dev/ttyACM0,role=kit\nserial:/dev/ttyUSB2,role=at\n"
                                               "tcp:127.0.0.1:7000,role=kit"));
    m_cancel->setText(tr("Cancel"));
    m_connect->setText(tr("Connect"));
    fillList();
    check();
}

void ConnectDialog::setOffers(const QList<OfferedPorts> &offers)
{
    m_offers = offers;
    fillList();
}

void ConnectDialog::look()
{
    if (m_looking.isRunning())
        return;
    m_again->setEnabled(false);
    m_looking.setFuture(QtConcurrent::run(lookForPorts));
    fillList();
}

void ConnectDialog::fillList()
{
    QStringList chosen;
    for (const QListWidgetItem *item : m_list->selectedItems())
        chosen.append(item->data(Qt::UserRole).toStringList());
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const OfferedPorts &offer : std::as_const(m_offers)) {
        QString name = offer.name;
        switch (offer.kind) {
        case OfferedPorts::Kind::VirtualKit: name = tr("Virtual kit, simulated"); break;
        case OfferedPorts::Kind::UsbKit: name = name.isEmpty() ? tr("USB kit") : name; break;
        case OfferedPorts::Kind::Meter: name = tr("Power meter: %1").arg(name); break;
        case OfferedPorts::Kind::SerialPorts: name = tr("Serial ports: %1").arg(name); break;
        }
        if (!offer.serial.isEmpty())
            name += QStringLiteral("   ") + offer.serial;
        auto *item = new QListWidgetItem(name, m_list);
        item->setData(Qt::UserRole, offer.urls);
        item->setToolTip(offer.urls.join(u'\n'));
        item->setSelected(!offer.urls.isEmpty() && chosen.contains(offer.urls.first()));
    }
    if (!m_list->currentItem() && m_list->count() > 0)
        m_list->setCurrentRow(0, QItemSelectionModel::NoUpdate);
    m_beside->setText(m_looking.isRunning() ? tr("Looking for what is plugged in.")
            : m_offers.size() > 1
            ? tr("Choose a kit; with Ctrl held, also a power meter to put beside it.")
            : tr("No board is plugged in. Plug one in and look again, or write its ports below."));
}

void ConnectDialog::takeSelection()
{
    QStringList urls;
    for (int row = 0; row < m_list->count(); ++row) { // in the order of the list: the kit before its meter
        if (m_list->item(row)->isSelected())
            urls.append(m_list->item(row)->data(Qt::UserRole).toStringList());
    }
    m_ports->setPlainText(urls.join(u'\n'));
}

QStringList ConnectDialog::lines() const
{
    QStringList lines;
    for (const QString &line : m_ports->toPlainText().split(u'\n')) {
        if (!line.trimmed().isEmpty())
            lines.append(line.trimmed());
    }
    return lines;
}

void ConnectDialog::check()
{
    const QStringList ports = lines();
    const auto urls = device_link::parseDeviceUrls(ports);
    m_connect->setEnabled(!ports.isEmpty() && urls);
    const bool wrong = !ports.isEmpty() && !urls;
    m_hint->setTone(wrong ? Tone::Error : Tone::Text3);
    m_hint->setText(wrong ? urls.error().detail()
                          : tr("What a serial port speaks is its role: kit (kit frames or SMP), at (a modem), console "
                               "(SMP over text), meter (a PPK2)."));
}

} // namespace app
