/** The only Spring Boot application. */
@org.jspecify.annotations.NullMarked
package io.midwatch.server;
