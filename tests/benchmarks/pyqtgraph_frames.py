# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames of pyqtgraph, for pyqtgraph_bench: 1600x500, offscreen, the samples of a file.

Arguments: a file of float32 values, how many samples to make of it (it is repeated), the rate in Hz.
Prints "ready WHAT" or "missing WHY". Then for each line "SETTING FIRST SPAN" on its input, in samples, it prints the
CPU seconds of this thread for one frame: a pan, and the repaint of the widget. SETTING is one of:
  auto       downsampling of pyqtgraph's own choice, "peak", clipped to the view
  fixed      the same by a factor that is set once, which spares pyqtgraph a look at all samples
  subsample  every n-th sample, of pyqtgraph's own choice: loses peaks
"""
import sys
import time

try:
    import numpy
    import pyqtgraph
    from pyqtgraph.Qt import QtCore
except ImportError as error:
    print("missing", error, flush=True)
    sys.exit(0)

WIDTH, HEIGHT = 1600, 500


def main():
    path, count, rate = sys.argv[1], int(float(sys.argv[2])), float(sys.argv[3])
    trace = numpy.fromfile(path, dtype=numpy.float32)
    values = numpy.tile(trace, -(-count // len(trace)))[:count]
    times = numpy.arange(count, dtype=numpy.float64)
    times /= rate
    app = pyqtgraph.mkQApp()
    pyqtgraph.setConfigOptions(antialias=False)
    widget = pyqtgraph.PlotWidget()
    widget.resize(WIDTH, HEIGHT)
    item = pyqtgraph.PlotDataItem(pen=pyqtgraph.mkPen("g", width=1), skipFiniteCheck=True, connect="all")
    widget.addItem(item)
    widget.setXRange(0, count / rate, padding=0)
    widget.setYRange(0, 0.5)
    item.setClipToView(True)
    item.setDownsampling(auto=True, method="peak")
    item.setData(times, values, skipFiniteCheck=True)
    widget.show()
    app.processEvents()

    def frame(setting, first, span):
        if setting == "fixed":
            item.setDownsampling(ds=max(1, int(span / WIDTH / 5)), auto=False, method="peak")
        else:
            item.setDownsampling(auto=True, method="peak" if setting == "auto" else "subsample")
        before = time.thread_time()
        widget.setXRange(first / rate, (first + span) / rate, padding=0)
        widget.viewport().repaint()
        return time.thread_time() - before

    frame("fixed", 0, count / 2)
    image = widget.grab().toImage()
    drawn = sum(image.pixelColor(x, y).green() > 120 and image.pixelColor(x, y).red() < 60
                for x in range(100, WIDTH, 50) for y in range(HEIGHT))
    if drawn < 20:
        print("missing a trace: nothing was drawn", flush=True)
        return
    print("ready pyqtgraph", pyqtgraph.__version__, pyqtgraph.Qt.QT_LIB, QtCore.qVersion(), "numpy", numpy.__version__,
          flush=True)
    for line in sys.stdin:
        setting, first, span = line.split()
        print(frame(setting, float(first), float(span)), flush=True)


main()
