-- Writes consecutive documents: 2.5 kB of text in several scripts, 500 bytes that do not compress.
-- Parameters: the number before the first one, how many. MariaDB 10.11 or newer.
INSERT INTO docs
SELECT number,
       CONCAT('Bericht Nº ', number, ' – ', ELT(1 + number % 4, 'übersicht', 'résumé', 'まとめ', 'notes')),
       CONCAT_WS('\n', MD5(CONCAT('a', number)), SUBSTRING(prose, 1 + FLOOR(RAND() * 500), 700),
                 MD5(CONCAT('b', number)), SUBSTRING(prose, 1 + FLOOR(RAND() * 500), 700),
                 MD5(CONCAT('c', number)), SUBSTRING(prose, 1 + FLOOR(RAND() * 500), 700)),
       LEFT(CONCAT(UNHEX(SHA2(CONCAT('1', number), 512)), UNHEX(SHA2(CONCAT('2', number), 512)),
                   UNHEX(SHA2(CONCAT('3', number), 512)), UNHEX(SHA2(CONCAT('4', number), 512)),
                   UNHEX(SHA2(CONCAT('5', number), 512)), UNHEX(SHA2(CONCAT('6', number), 512)),
                   UNHEX(SHA2(CONCAT('7', number), 512)), UNHEX(SHA2(CONCAT('8', number), 512))), 500)
FROM (SELECT ? + seq AS number FROM seq_1_to_1000000 WHERE seq <= ?) AS numbers,
     (SELECT REPEAT(CONCAT(
         'The warehouse counts what came in overnight before the first lorry leaves the yard. ',
         'Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich, während es dämmert. ',
         'Portez ce vieux whisky au juge blond qui fume, répète l''élève à sa mère étonnée. ',
         'いろはにほへと ちりぬるを わかよたれそ つねならむ。 ',
         'Съешь же ещё этих мягких французских булок, да выпей чаю. ',
         'Every figure below was checked by hand; differences of a cent are explained in the notes. 🙂 ',
         'Pchnąć w tę łódź jeża lub ośm skrzyń fig — powiedział kierownik zmiany i wyszedł. '), 4) AS prose) AS texts
