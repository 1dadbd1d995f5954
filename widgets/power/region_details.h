// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/region_context.h"
#include "widgets/power/region_export.h"

#include <QWidget>

#include <array>
#include <memory>

class QPushButton;

namespace widgets {

class RadioShareBar;
class TextLabel;
class Trough;

/// What else happened in the selected region: radio, prompts, money; what its figures do not cover; and what can be
/// done with it: keep it, copy, export its samples, remove it. Hidden while none is selected.
class RegionDetails : public QWidget
{
    Q_OBJECT
public:
    explicit RegionDetails(QWidget *parent = nullptr);
    ~RegionDetails() override;

    void setKit(std::shared_ptr<KitContext> kit);
    /// Reads the store and the events again; cheap enough for every frame.
    void refresh();
    /// While it is not in sight: only where what it has read is not the region that is selected any more.
    void refreshIfOther();
    void retranslate();
    /// Of the last refresh; null: no region.
    [[nodiscard]] const RegionReport *report() const { return m_report ? &*m_report : nullptr; }

    /// As text and as CSV into the clipboard.
    void copy();
    /// Asks for a file name, then writes every sample of the region.
    void exportSamples();
    void exportTo(const QString &path);
    void remove();
    [[nodiscard]] RegionExport *samplesExport() { return &m_export; }
    [[nodiscard]] QString caveats() const;
    [[nodiscard]] QString done() const; ///< what was copied or saved last

Q_SIGNALS:
    void refreshed(); ///< report() is new
    void exportFailed(const device_link::Error &error);
    void exportStarted();
    void batteryRequested(); ///< how long a cell lasts with it
    void compareRequested();

private:
    enum Fact { Radio, Prompts, Money, FactCount };
    void layOut();
    void connectParts();
    void showReport();
    void showExport();
    void showFact(Fact fact, const QString &value, const QString &reason = {});
    [[nodiscard]] profiles::SampleCsvJob job() const;
    [[nodiscard]] QString sizeWords() const;

    std::shared_ptr<KitContext> m_kit;
    RegionModel *m_regions = nullptr;
    std::optional<RegionReport> m_report;
    bool m_mayKeep = false; ///< of the report: its region is a draft
    RegionExport m_export;
    QString m_doneText;
    struct Pair {
        TextLabel *name = nullptr;
        TextLabel *value = nullptr;
    };
    std::array<Pair, FactCount> m_facts;
    RadioShareBar *m_bar;
    TextLabel *m_caveats;
    TextLabel *m_done;
    QPushButton *m_battery;
    QPushButton *m_compare;
    QPushButton *m_keep;
    QPushButton *m_copy;
    QPushButton *m_save;
    QPushButton *m_remove;
    Trough *m_progress;
    TextLabel *m_percent;
    QPushButton *m_cancel;
};

} // namespace widgets
