@org.jspecify.annotations.NullMarked
package io.midwatch.collector.http;
