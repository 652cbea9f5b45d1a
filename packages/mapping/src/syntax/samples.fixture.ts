/** Expressions as maps have them, one of every construct at least. */
export const samples: readonly string[] = [
  'body.lines[qty > 1 and price < 10].{ "item": sku, "total": qty * price }',
  '( $rate := 1.2; $f := function($x, $y)<nn:n>{ $x * $y + 1 }; $f(a, b) )',
  'a ? b : c ? d : e',
  'items^(>price, <name)[0..2].name & "-" & $string($position)',
  '$map(list, function($v, $i) { { "n": $i, "v": $v.name ~> $uppercase } })',
  'orders{ customer: $sum(total), "all": [1..5, 7] }',
  'library.loans@$l.books@$b[$l.isbn = $b.isbn].{ "title": $b.title, "customer": $l.customer }',
  'lines#$i[$i < 3].(%.number & ":" & id)',
  'x ~> |lines[sku = "a"]|{ "price": price * 2 }, ["old", "older"]|',
  '$filter(a.**.b, $contains(?, /a\\/b[/]c/i)) ?? [] ?: -1',
  'a.`odd name`."other"[].c{ "k": $ }',
  'not(a in ["x", \'y\']) or $exists($$.*.z) != false',
  '{ "a": null, "b": { "c": [] }, "d": {} }',
];
