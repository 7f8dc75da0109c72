package io.midwatch.bench.workload;

/** Writes attributes as field {@code field} of the message at hand. Not thread-safe. */
public final class AttributeWriter {
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;

  private final Wire wire;
  private final int field;

  public AttributeWriter(Wire wire, int field) {
    this.wire = wire;
    this.field = field;
  }

  public AttributeWriter string(String key, String value) {
    int attribute = wire.open(field);
    wire.text(KEY, key);
    int any = wire.open(VALUE);
    wire.text(STRING, value);
    wire.close(any);
    wire.close(attribute);
    return this;
  }

  AttributeWriter integer(String key, long value) {
    int attribute = wire.open(field);
    wire.text(KEY, key);
    int any = wire.open(VALUE);
    wire.number(INT, value);
    wire.close(any);
    wire.close(attribute);
    return this;
  }

  AttributeWriter bool(String key, boolean value) {
    int attribute = wire.open(field);
    wire.text(KEY, key);
    int any = wire.open(VALUE);
    wire.number(BOOL, value ? 1 : 0);
    wire.close(any);
    wire.close(attribute);
    return this;
  }

  AttributeWriter real(String key, double value) {
    int attribute = wire.open(field);
    wire.text(KEY, key);
    int any = wire.open(VALUE);
    wire.fixed64(DOUBLE, Double.doubleToRawLongBits(value));
    wire.close(any);
    wire.close(attribute);
    return this;
  }
}
