// SPDX-License-Identifier: GPL-3.0-or-later
// What a CompareWindow is made of, its words, and what is taken out of it.
#include "widgets/common/badge.h"
#include "widgets/common/card.h"
#include "widgets/common/combo_label.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/icons.h"
#include "widgets/common/save_as.h"
#include "widgets/common/text_label.h"
#include "widgets/compare/compare_key.h"
#include "widgets/compare/compare_table_model.h"
#include "widgets/compare/compare_window.h"
#include "widgets/compare/shift_box.h"
#include "widgets/power/figure_table.h"

#include <QBuffer>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace widgets {

CompareWindow::CompareWindow(QWidget *parent)
    : QDialog(parent)
    , m_swap(new QToolButton(this))
    , m_open(new QPushButton(this))
    , m_shiftName(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_earlier(new QToolButton(this))
    , m_shift(new ShiftBox(this))
    , m_later(new QToolButton(this))
    , m_showAll(new QPushButton(this))
    , m_banner(new ErrorBanner(this))
    , m_card(new Card(this))
    , m_plot(new ComparePlot(this))
    , m_under(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_figures(new CompareTableModel(this))
    , m_table(new FigureTable(this))
    , m_caveats(new TextLabel(TextRole::Table, Tone::Warn, this))
    , m_done(new TextLabel(TextRole::Table, Tone::Ok, this))
    , m_copyPicture(new QPushButton(this))
    , m_copyFigures(new QPushButton(this))
    , m_savePicture(new QPushButton(this))
    , m_saveColumns(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("compare"));
    resize(1000, 680);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows.at(i) = {new CompareKey(i == ComparePlot::B, this), new QComboBox(this), new Badge(this)};
    m_rows[ComparePlot::A].box->setObjectName(QStringLiteral("compareA"));
    m_rows[ComparePlot::B].box->setObjectName(QStringLiteral("compareB"));
    m_swap->setObjectName(QStringLiteral("compareSwap"));
    m_shift->setObjectName(QStringLiteral("compareShift"));
    m_table->setObjectName(QStringLiteral("compareTable"));
    m_table->setModel(m_figures);
    m_table->setMostRows(profiles::RegionComparison::FigureCount);
    m_table->setFirstWidth(160);
    m_caveats->setWordWrap(true);
    layOut();
    connectParts();
    connect(m_savePicture, &QPushButton::clicked, this, [this] {
        save(tr("Save the picture"), QStringLiteral("compare.png"), tr("PNG (*.png)"), [this] {
            QByteArray bytes;
            QBuffer buffer(&bytes);
            buffer.open(QIODevice::WriteOnly);
            picture().save(&buffer, "PNG");
            return bytes;
        });
    });
    connect(m_saveColumns, &QPushButton::clicked, this, [this] {
        save(tr("Save the columns of the graph"), QStringLiteral("compare.csv"), tr("CSV (*.csv)"),
            [this] { return columns(); });
    });
    retranslate();
}

void CompareWindow::layOut()
{
    auto *sides = new QHBoxLayout;
    sides->setSpacing(8);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        row.box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        row.box->setMinimumContentsLength(12);
        sides->addWidget(row.key);
        sides->addWidget(row.box, 1);
        sides->addWidget(row.badge);
        if (i == ComparePlot::A)
            sides->addWidget(m_swap);
    }
    m_open->setProperty("compact", true);
    sides->addWidget(m_open);
    auto *shift = new QHBoxLayout;
    shift->setSpacing(6);
    m_shift->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_shift->setFixedWidth(124);
    m_showAll->setProperty("compact", true);
    shift->addWidget(m_under, 1);
    for (QWidget *part : QList<QWidget *>{m_shiftName, m_earlier, m_shift, m_later, m_showAll})
        shift->addWidget(part);
    m_card->body()->addLayout(sides);
    m_card->body()->addWidget(m_plot, 1);
    m_card->body()->addLayout(shift);
    auto *figures = new Card(this);
    figures->body()->addWidget(m_table);
    figures->body()->addWidget(m_caveats);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {m_copyPicture, m_copyFigures, m_savePicture, m_saveColumns})
        buttons->addWidget(button);
    buttons->addWidget(m_done);
    buttons->addStretch();
    buttons->addWidget(m_close);
    for (QPushButton *button : {m_open, m_showAll, m_copyPicture, m_copyFigures, m_savePicture, m_saveColumns, m_close})
        button->setAutoDefault(false); // Return in a field is not for them
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_banner);
    layout->addWidget(m_card, 1);
    layout->addWidget(figures);
    layout->addLayout(buttons);
    m_banner->clear();
}

void CompareWindow::retranslate()
{
    setWindowTitle(tr("Compare regions"));
    m_card->setAccessibleName(tr("Compare regions"));
    labelCombo(m_rows[ComparePlot::A].box, tr("First region of the comparison"));
    labelCombo(m_rows[ComparePlot::B].box, tr("Second region of the comparison"));
    const auto tool = [](QToolButton *button, const QString &iconName, const QString &words) {
        button->setIcon(icon(iconName, theme().text2));
        button->setToolTip(words);
        button->setAccessibleName(words);
    };
    tool(m_swap, QStringLiteral("refresh"), tr("Swap the two"));
    tool(m_earlier, QStringLiteral("minus"), tr("The dashed one earlier by 1 ms"));
    tool(m_later, QStringLiteral("plus"), tr("The dashed one later by 1 ms"));
    m_open->setText(tr("Recording…"));
    m_open->setIcon(icon(QStringLiteral("open"), theme().text2));
    m_open->setToolTip(tr("Open a recording file beside this kit and compare with it"));
    m_shift->setAccessibleName(tr("Shift of the dashed one in ms"));
    m_shift->setToolTip(
        tr("How much later the dashed one is drawn. Shift with the arrows in the graph moves it by a pixel"));
    m_showAll->setText(tr("Show all"));
    m_showAll->setToolTip(tr("Both regions as a whole (F in the graph)"));
    m_table->setAccessibleName(tr("Figures of both"));
    m_copyPicture->setText(tr("Copy picture"));
    m_copyFigures->setText(tr("Copy figures"));
    m_copyFigures->setToolTip(tr("As text and as CSV"));
    m_savePicture->setText(tr("Save PNG…"));
    m_saveColumns->setText(tr("Save CSV…"));
    m_saveColumns->setToolTip(
        tr("The columns of the graph as they are drawn: extremes and means of both, and the difference"));
    m_close->setText(tr("Close"));
    m_done->clear();
    m_figures->retranslate();
    m_table->forgetWidths();
    m_sources.retranslate();
}

void CompareWindow::askForRecording()
{
    auto *dialog = new QFileDialog(this, tr("Open a recording to compare with"), lastSaveFolder(),
        tr("Recordings (*.aer)") + QStringLiteral(";;") + tr("All files (*)"));
    dialog->setObjectName(QStringLiteral("openRecording"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &CompareWindow::openRecording);
    dialog->open();
}

void CompareWindow::save(
    const QString &title, const QString &fileName, const QString &filter, std::function<QByteArray()> contents)
{
    saveAs(this, {title, fileName, filter, std::move(contents), [this](const QString &path, const QString &problem) {
                      if (problem.isEmpty())
                          m_done->setText(tr("Saved to %1").arg(QFileInfo(path).fileName()));
                      else
                          m_banner->showMessage(ErrorBanner::Severity::Error, tr("The file was not saved."),
                              tr("No file was left behind. Choose another folder or make room."), problem);
                  }});
}

QImage CompareWindow::picture() const
{
    constexpr int kMargin = 12;
    constexpr int kLine = 22;
    const QPixmap plot = m_plot->grab();
    const qreal ratio = plot.devicePixelRatio();
    const QSize size(m_plot->width() + 2 * kMargin, m_plot->height() + 2 * kMargin + 2 * kLine + 8);
    QImage image(size * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(theme().surface);
    QPainter painter(&image);
    for (int i = 0; i < ComparePlot::SideCount; ++i) {
        const bool isB = i == ComparePlot::B;
        const auto &report = isB ? m_regions.b : m_regions.a;
        const QRect line(kMargin, kMargin + i * kLine, m_plot->width(), kLine);
        const QString &label = isB ? m_regions.labelB : m_regions.labelA;
        const int key = std::max(CompareKey::widthOf(m_regions.labelA), CompareKey::widthOf(m_regions.labelB));
        CompareKey::draw(painter, QRect(line.topLeft(), QSize(key, kLine)), label, isB);
        int left = line.left() + key + 8;
        if (report && report->origin) {
            const QSize badge = badgeSize(*report->origin, false);
            drawBadge(
                painter, QRect(QPoint(left, line.center().y() - badge.height() / 2), badge), *report->origin, false);
            left += badge.width() + 8;
        }
        painter.setFont(roleFont(TextRole::Body));
        painter.setPen(theme().text);
        painter.drawText(QRect(left, line.top(), line.right() - left, kLine), Qt::AlignVCenter | Qt::AlignLeft,
            (isB ? m_regions.nameB : m_regions.nameA) + (report ? QStringLiteral("   ") + report->kit : QString()));
    }
    painter.drawPixmap(kMargin, kMargin + 2 * kLine + 8, plot);
    return image;
}

QByteArray CompareWindow::columns() const
{
    return columnsCsv(m_regions, m_plot->fromNs(), m_plot->toNs(), m_plot->both()->columns(ComparePlot::A),
        m_plot->both()->columns(ComparePlot::B), m_plot->difference()->columns(0));
}

void CompareWindow::copyPicture()
{
    QGuiApplication::clipboard()->setImage(picture());
    m_done->setText(tr("Picture copied"));
}

void CompareWindow::copyFigures()
{
    auto *both = new QMimeData;
    both->setText(compareText(m_regions, m_figures->asText()));
    both->setData(QStringLiteral("text/csv"), compareCsv(m_regions).toUtf8());
    QGuiApplication::clipboard()->setMimeData(both);
    m_done->setText(tr("Figures copied"));
}

} // namespace widgets
