"""What is measured: histograms, intervals of one second, the summary of a run. Pure arithmetic, no clocks and no
I/O.
"""
