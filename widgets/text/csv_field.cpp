// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text/csv_field.h"

namespace widgets {

QString csvField(QString text)
{
    const bool needed = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    if (!needed)
        return text;
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace widgets
