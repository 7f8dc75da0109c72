package io.midwatch.demo.shop;

/**
 * An article on sale.
 *
 * @param priceCents price of one piece in cents
 */
record Product(long id, String sku, String name, String category, long priceCents) {}
