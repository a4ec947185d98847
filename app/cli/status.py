"""What the command's exit status says to scripts."""

DONE = 0
REFUSED = 1
"""A plan or a file was refused, or a check found errors."""
MISUSED = 2
"""The command line was not understood; argparse's own number."""
INTERRUPTED = 130
CLOSED_PIPE = 141
"""What a shell gives a command whose reader went away."""

EXPLAINED = """\
exit status:
  0    done
  1    something was refused, or a check found errors; standard error says why
  2    the command line was not understood
  130  interrupted
  141  whoever read the output went away
"""
