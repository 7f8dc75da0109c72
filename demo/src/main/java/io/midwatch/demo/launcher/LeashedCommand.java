package io.midwatch.demo.launcher;

import java.util.ArrayList;
import java.util.List;

/**
 * Wraps a program that doesn't watch its standard input in a small shell script that does: when the
 * input ends, the program gets a signal. When the program ends by itself, so does the script, with
 * the same code.
 */
final class LeashedCommand {
  private static final String SCRIPT =
      """
      signal=$1; shift
      trap : INT TERM
      exec 3<&0
      "$@" </dev/null 3<&- &
      program=$!
      { cat <&3 >/dev/null; kill -"$signal" "$program"; } 2>/dev/null &
      watcher=$!
      while kill -0 "$program" 2>/dev/null; do wait "$program"; code=$?; done
      kill "$watcher" 2>/dev/null
      exit "${code:-0}"
      """;

  private LeashedCommand() {}

  /**
   * The command that runs {@code program} and sends it {@code signal}, for example {@code TERM}.
   */
  static List<String> of(String signal, List<String> program) {
    var command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "leash", signal));
    command.addAll(program);
    return command;
  }
}
