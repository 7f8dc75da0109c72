package io.midwatch.ui.thirdparties;

import io.midwatch.query.operations.ThirdPartyRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.calls.CallsPart;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.signal.Signal;
import io.midwatch.ui.signal.Signals;
import io.midwatch.ui.table.CsvTable;

/** One host outside and {@code /dependencies/{id}.json}. */
public record ThirdPartyPage(Window window, ThirdPartyRow row, CallsPart calls) {
  private static final Format FORMAT = new Format();

  public Signal signal() {
    return Signals.thirdParty(row);
  }

  /** Its calls in words, with those that got no answer or were refused for their number. */
  public String sentence() {
    StringBuilder text = new StringBuilder(calls.sentence());
    if (row.timeouts() > 0) {
      text.append(' ')
          .append(FORMAT.counted(row.timeouts(), "call", "calls"))
          .append(" got no answer.");
    }
    if (row.throttled() > 0) {
      text.append(' ')
          .append(FORMAT.counted(row.throttled(), "call was", "calls were"))
          .append(" refused as too many (429).");
    }
    return text.toString();
  }

  CsvTable csv() {
    return calls.csv("third-party-callers");
  }
}
