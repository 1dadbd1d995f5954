// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/frame_detail.h"

#include "device_link/session/frame_tap.h"
#include "profiles/frames/hex_dump.h"
#include "widgets/common/fonts.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/log/frame_field_model.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace widgets {
namespace {
constexpr int kHexWidth = 520;
constexpr int kHeight = 240;
} // namespace

FrameDetail::FrameDetail(QWidget *parent)
    : Card(parent)
    , m_fields(new FrameFieldModel(this))
    , m_hex(new QPlainTextEdit(this))
    , m_table(new QTableView(this))
    , m_copy(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setFixedHeight(kHeight);
    m_hex->setReadOnly(true);
    m_hex->setTabChangesFocus(true);
    m_hex->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_hex->setFont(roleFont(TextRole::Mono));
    m_hex->setFixedWidth(kHexWidth);
    m_hex->setObjectName(QStringLiteral("frameHex"));
    m_table->setObjectName(QStringLiteral("frameFields"));
    m_copy->setObjectName(QStringLiteral("frameCopy"));
    m_close->setObjectName(QStringLiteral("frameClose"));
    m_table->setModel(m_fields);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(22);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(FrameFieldModel::NameColumn, 180);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setFont(roleFont(TextRole::Mono));
    auto *both = new QHBoxLayout;
    both->setSpacing(12);
    both->addWidget(m_hex);
    both->addWidget(m_table, 1);
    body()->addLayout(both, 1);
    for (QPushButton *button : {m_copy, m_close}) {
        button->setProperty("compact", true);
        titleRow()->addWidget(button);
    }
    connect(m_copy, &QPushButton::clicked, this, &FrameDetail::copy);
    connect(m_close, &QPushButton::clicked, this, &FrameDetail::closeAsked);
    retranslate();
    hide();
}

void FrameDetail::setFrame(std::shared_ptr<const device_link::RawFrame> frame, const QString &title)
{
    m_frame = std::move(frame);
    setVisible(m_frame != nullptr);
    if (!m_frame)
        return m_fields->setFields({});
    setTitle(title);
    const bool gone = m_frame->bytes.isEmpty() && m_frame->kind != device_link::RawFrame::Kind::Samples;
    m_hex->setPlainText(gone ? tr("The bytes of this frame are no longer kept.") : profiles::hexDump(m_frame->bytes));
    m_fields->setFields(gone ? QList<profiles::FrameField>() : profiles::frameFields(*m_frame));
}

void FrameDetail::retranslate()
{
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the bytes and the fields"));
    m_close->setText(tr("Close"));
    m_close->setToolTip(tr("Hide the frame (Escape)"));
    m_copy->setIcon(icon(QStringLiteral("copy"), theme().text2));
    m_close->setIcon(icon(QStringLiteral("cross"), theme().text2));
    m_hex->setAccessibleName(tr("Bytes of the frame"));
    m_table->setAccessibleName(tr("Fields of the frame"));
    m_fields->retranslate();
}

QString FrameDetail::copiedText() const { return m_hex->toPlainText() + u'\n' + m_fields->plainText(); }

void FrameDetail::copy() const { QGuiApplication::clipboard()->setText(copiedText()); }

void FrameDetail::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeAsked();
    else
        Card::keyPressEvent(event);
}

} // namespace widgets
