// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference_samples.h"

#include "device_link/capture/recording_writer.h"

#include <QFile>

/// Reading back what a recording holds, and short ways to make one.
namespace recording_reader {

using namespace device_link;

inline QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// samples.csv as a reader of it would take it.
struct Csv {
    struct Gap {
        quint64 first = 0;
        quint64 count = 0;
        QByteArray cause;
    };
    QByteArrayList comments; ///< without gap lines
    QByteArrayList columns;  ///< of the last header
    QList<QByteArrayList> rows;
    QList<Gap> gaps;
    bool endsWithNewline = false;
};

inline Csv parse(const QByteArray &text)
{
    Csv csv;
    csv.endsWithNewline = text.endsWith('\n');
    QByteArrayList lines = text.split('\n');
    lines.removeLast();
    for (const QByteArray &line : lines) {
        if (line.startsWith("# gap ")) {
            const QByteArrayList parts = line.split(' ');
            csv.gaps.append(
                {parts.value(2).mid(6).toULongLong(), parts.value(3).mid(6).toULongLong(), parts.value(4).mid(6)});
        } else if (line.startsWith('#')) {
            csv.comments << line;
        } else if (line.startsWith("index,")) {
            csv.columns = line.split(',');
        } else {
            csv.rows << line.split(',');
        }
    }
    return csv;
}

inline KitEvent kitEvent(std::uint32_t sequence, const QString &name, const QCborMap &fields = {})
{
    KitEvent e;
    e.bootId = 7;
    e.sequence = sequence;
    e.kitTimeNs = 9'007'199'254'740'993; // not a double
    e.name = name;
    e.fields = fields;
    return e;
}

inline std::vector<float> frames(std::size_t count)
{
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i) {
        values.push_back(0.125F * float(i % 100));
        values.push_back(3.7F);
    }
    return values;
}

inline std::unique_ptr<RecordingWriter> startIn(const QString &directory)
{
    RecordingOptions options;
    options.directory = directory;
    auto writer = RecordingWriter::start(options);
    return writer ? std::move(*writer) : nullptr;
}

} // namespace recording_reader
