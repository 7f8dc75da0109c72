package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column that is not stored: its value follows from other columns, and is computed once per
 * distinct combination of their codes, when the column is made. Thread-safe.
 *
 * <pre>
 * http.method  http.status_code  kind      virtual: failed
 * 2 POST       3 502             2 server  2 true
 * 2 POST       2 200             2 server  3 false
 * </pre>
 *
 * A row whose input is outside its dictionary, or that has attributes without column, is {@link
 * #OUTSIDE}; its {@link #valueAt} is computed each time and may be null, for only then it is known.
 */
final class VirtualColumn implements Coded {
  /** Combinations that are remembered; the value of any other is computed again for each row. */
  private static final int MOST_TUPLES = 1 << 18;

  private final Table table;
  private final Coded[] inputs;

  /** Rows that have a value here are read whole. */
  private final Coded partly;

  private final Function function;
  private final IntFunction<@Nullable AttributeValue> whole;
  private final ValueCodes values = new ValueCodes();
  private final TupleCodes tuples;
  private final boolean withoutInput;
  private final boolean mayBePartly;

  /** Computes a value from those of the inputs, null where an input is absent. */
  @FunctionalInterface
  interface Function {
    @Nullable AttributeValue of(@Nullable AttributeValue[] inputs);
  }

  /**
   * @param partly rows with a code are not read from the inputs but by {@code whole}
   * @param whole the value of a row
   */
  VirtualColumn(
      Table table,
      List<Coded> inputs,
      Coded partly,
      Function function,
      IntFunction<@Nullable AttributeValue> whole) {
    this.table = table;
    this.inputs = inputs.toArray(new Coded[0]);
    this.partly = partly;
    this.function = function;
    this.whole = whole;
    this.tuples = new TupleCodes(this.inputs.length);
    this.mayBePartly = Rows.any(table, partly);
    int[] nothing = new int[this.inputs.length];
    this.withoutInput = learn(nothing, new InputValues(inputs)) != ABSENT;
    learnAll(inputs);
  }

  private void learnAll(List<Coded> all) {
    InputValues known = new InputValues(all);
    if (inputs.length == 1 && inputs[0].codeCount() <= MOST_TUPLES) {
      for (int code = FIRST; code < inputs[0].codeCount(); code++) {
        learn(new int[] {code}, known);
      }
      return;
    }
    int[][] codes = new int[inputs.length][Table.BLOCK_ROWS];
    int[] tuple = new int[inputs.length];
    for (int block = 0; block < table.blocks() && tuples.size() < MOST_TUPLES; block++) {
      readInputs(block, codes);
      for (int row = 0; row < table.rowsOf(block); row++) {
        if (take(codes, row, tuple)
            && tuples.find(tuple) == TupleCodes.UNKNOWN
            && tuples.size() < MOST_TUPLES) {
          learn(tuple, known);
        }
      }
    }
  }

  private int learn(int[] tuple, InputValues known) {
    AttributeValue value = function.of(known.of(tuple));
    int code = value == null ? ABSENT : values.intern(value);
    tuples.put(tuple, code);
    return code;
  }

  private void readInputs(int block, int[][] codes) {
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i].any(block)) {
        inputs[i].read(block, codes[i]);
      } else {
        Arrays.fill(codes[i], ABSENT);
      }
    }
  }

  /** Whether the codes of a row are all in their dictionaries. */
  private static boolean take(int[][] codes, int row, int[] tuple) {
    for (int i = 0; i < tuple.length; i++) {
      int code = codes[i][row];
      if (code == OUTSIDE) {
        return false;
      }
      tuple[i] = code;
    }
    return true;
  }

  @Override
  public void read(int block, int[] into) {
    int[][] codes = new int[inputs.length][Table.BLOCK_ROWS];
    readInputs(block, codes);
    boolean anyPartly = partly.any(block);
    int[] partlyCodes = anyPartly ? new int[Table.BLOCK_ROWS] : into;
    if (anyPartly) {
      partly.read(block, partlyCodes);
    }
    int[] tuple = new int[inputs.length];
    int rows = table.rowsOf(block);
    for (int row = 0; row < rows; row++) {
      into[row] =
          anyPartly && partlyCodes[row] != ABSENT || !take(codes, row, tuple)
              ? OUTSIDE
              : codeOf(tuple);
    }
  }

  @Override
  public int codeAt(int row) {
    int[] tuple = new int[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      tuple[i] = inputs[i].codeAt(row);
      if (tuple[i] == OUTSIDE) {
        return OUTSIDE;
      }
    }
    return partly.codeAt(row) == ABSENT ? codeOf(tuple) : OUTSIDE;
  }

  private int codeOf(int[] tuple) {
    int code = tuples.find(tuple);
    if (code != TupleCodes.UNKNOWN) {
      return code;
    }
    AttributeValue value = function.of(new InputValues(List.of(inputs)).of(tuple));
    return value == null ? ABSENT : values.findOrOutside(value);
  }

  @Override
  public int codeCount() {
    return values.codeCount();
  }

  @Override
  public AttributeValue value(int code) {
    return values.value(code);
  }

  @Override
  public int find(AttributeValue value) {
    return values.find(value);
  }

  @Override
  public @Nullable AttributeValue valueAt(int row) {
    int code = codeAt(row);
    if (code == ABSENT) {
      return null;
    }
    return code == OUTSIDE ? compute(row) : values.value(code);
  }

  private @Nullable AttributeValue compute(int row) {
    if (partly.codeAt(row) != ABSENT) {
      return whole.apply(row);
    }
    @Nullable AttributeValue[] found = new AttributeValue[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      found[i] = inputs[i].valueAt(row);
    }
    return function.of(found);
  }

  @Override
  public boolean any(int block) {
    boolean any = withoutInput || partly.any(block);
    for (int i = 0; i < inputs.length && !any; i++) {
      any = inputs[i].any(block);
    }
    return any;
  }

  @Override
  public boolean mayBeOutside() {
    if (mayBePartly || values.isFull()) {
      return true;
    }
    for (Coded input : inputs) {
      if (input.mayBeOutside()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean mayHoldArrays() {
    return values.holdsArray() || mayBeOutside();
  }
}
