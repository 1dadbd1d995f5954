// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace virtual_kit {

/// Ways in which AT ports on the market differ from the norm; all off is the norm (and what lpac and pySim want).
struct AtFaults {
    bool bareSessionId = false; ///< +CCHO answers "1" without prefix (27.007 as written; Fibocom)
    bool wideSessionId = false; ///< +CCHO ids of 16 hex digits (Sierra)
    bool testError = false;     ///< "=?" of +CCHO, +CCHC, +CGLA, +CSIM answers ERROR
    bool testSilent = false;    ///< the same without any answer
    bool noSpace = false;       ///< "+CGLA:4,.." without the blank
    bool cmeForError = false;   ///< +CME ERROR although +CMEE is 0
    bool silent = false;        ///< never answers
};

} // namespace virtual_kit
