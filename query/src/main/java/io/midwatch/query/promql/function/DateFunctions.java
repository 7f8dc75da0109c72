package io.midwatch.query.promql.function;

import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.Value;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Parts of a date in UTC, of a number of epoch seconds or of the time evaluated. */
final class DateFunctions {
  private DateFunctions() {}

  static void register(Map<String, InstantFunction> table) {
    table.put("year", of(ZonedDateTime::getYear));
    table.put("month", of(ZonedDateTime::getMonthValue));
    table.put("day_of_month", of(ZonedDateTime::getDayOfMonth));
    table.put("day_of_week", of(date -> date.getDayOfWeek().getValue() % 7));
    table.put("day_of_year", of(ZonedDateTime::getDayOfYear));
    table.put("days_in_month", of(date -> YearMonth.from(date).lengthOfMonth()));
    table.put("hour", of(ZonedDateTime::getHour));
    table.put("minute", of(ZonedDateTime::getMinute));
    table.put("time", call -> new Value.Scalar(times(call.grid())));
    table.put("timestamp", DateFunctions::timestamp);
  }

  private static InstantFunction of(ToIntFunction<ZonedDateTime> part) {
    return call -> {
      if (call.has(0)) {
        return NumberFunctions.mapped(call, (value, _) -> part(part, value));
      }
      Column now = new Column(Labels.EMPTY, false, call.grid().size());
      double[] times = times(call.grid());
      for (int i = 0; i < times.length; i++) {
        now.set(i, part(part, times[i]));
      }
      return new Value.Vector(List.of(now));
    };
  }

  private static double part(ToIntFunction<ZonedDateTime> part, double seconds) {
    if (Double.isNaN(seconds) || Math.abs(seconds) > 3e16) {
      return Double.NaN;
    }
    return part.applyAsInt(Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC));
  }

  private static double[] times(Grid grid) {
    double[] seconds = new double[grid.size()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = grid.time(i) / 1000.0;
    }
    return seconds;
  }

  /** Of anything but a selector: the time evaluated, where there is a value. */
  private static Value timestamp(FunctionCall call) {
    double[] times = times(call.grid());
    List<Column> results =
        call.vector(0).stream()
            .map(column -> {
              Column result = new Column(column.labels(), true, column.size());
              for (int i = 0; i < column.size(); i++) {
                if (column.has(i)) {
                  result.set(i, times[i]);
                }
              }
              return result;
            })
            .toList();
    return new Value.Vector(results);
  }
}
