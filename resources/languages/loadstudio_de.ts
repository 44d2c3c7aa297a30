<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>does not contain</source>
        <translation>enthält nicht</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>ist kleiner als</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>ist größer als</translation>
    </message>
    <message>
        <source>looks like the pattern</source>
        <translation>passt zum Muster</translation>
    </message>
    <message>
        <source>was found</source>
        <translation>wurde gefunden</translation>
    </message>
    <message>
        <source>was not found</source>
        <translation>wurde nicht gefunden</translation>
    </message>
    <message>
        <source>Think time</source>
        <translation>Denkzeit</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Einmal</translation>
    </message>
    <message>
        <source>Repeat {0} times</source>
        <translation>{0} Mal wiederholen</translation>
    </message>
    <message>
        <source>Repeat while {0}, at most {1} times</source>
        <translation>Wiederholen, solange {0}, höchstens {1} Mal</translation>
    </message>
    <message>
        <source>If {0}</source>
        <translation>Wenn {0}</translation>
    </message>
    <message>
        <source>One of these by chance</source>
        <translation>Eines davon zufällig</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Page files</source>
        <translation>Dateien der Seite</translation>
    </message>
    <message>
        <source>Pictures, styles, scripts and fonts of the page</source>
        <translation>Bilder, Stile, Skripte und Schriften der Seite</translation>
    </message>
    <message>
        <source>field {0}</source>
        <translation>Feld {0}</translation>
    </message>
    <message>
        <source>hidden field {0}</source>
        <translation>verstecktes Feld {0}</translation>
    </message>
    <message>
        <source>element {0}</source>
        <translation>Element {0}</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>Der Reihe nach</translation>
    </message>
    <message>
        <source>Each pass takes the next row, whoever makes it.</source>
        <translation>Jeder Durchlauf nimmt die nächste Zeile, egal von wem er ist.</translation>
    </message>
    <message>
        <source>By chance</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Each pass takes any row; a row may come again at once.</source>
        <translation>Jeder Durchlauf nimmt irgendeine Zeile; dieselbe kann gleich wieder kommen.</translation>
    </message>
    <message>
        <source>A row for one person alone</source>
        <translation>Eine Zeile für eine Person allein</translation>
    </message>
    <message>
        <source>Each person keeps a row; no two people have the same.</source>
        <translation>Jede Person behält eine Zeile; keine zwei haben dieselbe.</translation>
    </message>
    <message>
        <source>A row never twice</source>
        <translation>Eine Zeile nie zweimal</translation>
    </message>
    <message>
        <source>Each pass takes a row that no other pass gets.</source>
        <translation>Jeder Durchlauf nimmt eine Zeile, die kein anderer bekommt.</translation>
    </message>
    <message>
        <source>One row per person</source>
        <translation>Eine Zeile je Person</translation>
    </message>
    <message>
        <source>Each person keeps a row for the whole run; people may share it.</source>
        <translation>Jede Person behält eine Zeile für den ganzen Lauf; mehrere können sie teilen.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>People who find no row make no more passes; the run says how many they were.</source>
        <translation>Personen, die keine Zeile finden, machen keinen Durchlauf mehr; der Lauf sagt, wie viele es waren.</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>Von vorn beginnen</translation>
    </message>
    <message>
        <source>The first row comes after the last, so rows are used more than once.</source>
        <translation>Nach der letzten kommt wieder die erste Zeile; Zeilen werden also mehrmals benutzt.</translation>
    </message>
    <message>
        <source>Keep the last</source>
        <translation>Die letzte behalten</translation>
    </message>
    <message>
        <source>All who find no row of their own take the last one.</source>
        <translation>Alle, die keine eigene Zeile finden, nehmen die letzte.</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Voller Name</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Vorname</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Nachname</translation>
    </message>
    <message>
        <source>User name, each another</source>
        <translation>Benutzername, jeder anders</translation>
    </message>
    <message>
        <source>E-mail, each another</source>
        <translation>E-Mail, jede anders</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Beruf</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Straße und Hausnummer</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Postleitzahl</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Whole address</source>
        <translation>Ganze Adresse</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>A few sentences</source>
        <translation>Ein paar Sätze</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Number of the row</source>
        <translation>Nummer der Zeile</translation>
    </message>
    <message>
        <source>By a pattern</source>
        <translation>Nach einem Muster</translation>
    </message>
    <message>
        <source>from - to, such as 1-1000</source>
        <translation>von - bis, zum Beispiel 1-1000</translation>
    </message>
    <message>
        <source>how it is written, such as %Y-%m-%d</source>
        <translation>wie es geschrieben wird, zum Beispiel %Y-%m-%d</translation>
    </message>
    <message>
        <source># digit, ? letter, @ row: AB-####</source>
        <translation># Ziffer, ? Buchstabe, @ Zeile: AB-####</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>{0} Zeilen</translation>
    </message>
    <message>
        <source>about {0} rows</source>
        <translation>etwa {0} Zeilen</translation>
    </message>
    <message>
        <source>made up</source>
        <translation>erfunden</translation>
    </message>
    <message>
        <source>no file yet</source>
        <translation>noch keine Datei</translation>
    </message>
    <message>
        <source>1 cell is empty: row {0}</source>
        <translation>1 Zelle ist leer: Zeile {0}</translation>
    </message>
    <message>
        <source>{0} cells are empty: rows {1}</source>
        <translation>{0} Zellen sind leer: Zeilen {1}</translation>
    </message>
    <message>
        <source>row {0} is different: {1}</source>
        <translation>Zeile {0} ist anders: {1}</translation>
    </message>
    <message>
        <source>the same in all rows</source>
        <translation>in allen Zeilen dasselbe</translation>
    </message>
    <message>
        <source>nothing in any row</source>
        <translation>in keiner Zeile etwas</translation>
    </message>
    <message>
        <source>whole numbers</source>
        <translation>ganze Zahlen</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>dates</source>
        <translation>Datumsangaben</translation>
    </message>
    <message>
        <source>dates with time</source>
        <translation>Daten mit Uhrzeit</translation>
    </message>
    <message>
        <source>e-mail addresses</source>
        <translation>E-Mail-Adressen</translation>
    </message>
    <message>
        <source>web addresses</source>
        <translation>Web-Adressen</translation>
    </message>
    <message>
        <source>long ids (UUID)</source>
        <translation>lange Kennungen (UUID)</translation>
    </message>
    <message>
        <source>{0} from {1} to {2}</source>
        <translation>{0} von {1} bis {2}</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>address, {0}</source>
        <translation>Adresse, {0}</translation>
    </message>
    <message>
        <source>header {0}</source>
        <translation>Header {0}</translation>
    </message>
    <message>
        <source>body, {0}</source>
        <translation>Inhalt, {0}</translation>
    </message>
    <message>
        <source>body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>log-in of the request</source>
        <translation>Anmeldung der Anfrage</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>where {0} is looked for</source>
        <translation>wo {0} gesucht wird</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Python-Code</translation>
    </message>
    <message>
        <source>cookie {0}</source>
        <translation>Cookie {0}</translation>
    </message>
    <message>
        <source>the text beside {0}</source>
        <translation>der Text neben {0}</translation>
    </message>
    <message>
        <source>text of the page</source>
        <translation>Text der Seite</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} in {1}</translation>
    </message>
    <message>
        <source>made anew each time</source>
        <translation>jedes Mal neu erzeugt</translation>
    </message>
    <message>
        <source>unknown: nothing fills it</source>
        <translation>unbekannt: nichts füllt ihn</translation>
    </message>
    <message>
        <source>switched off, sent as recorded</source>
        <translation>ausgeschaltet, wird wie aufgezeichnet gesendet</translation>
    </message>
    <message>
        <source>made anew for each person</source>
        <translation>für jede Person neu erzeugt</translation>
    </message>
    <message>
        <source>fixed, as recorded</source>
        <translation>fest, wie aufgezeichnet</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>The status is {0}xx like the recorded {1}</source>
        <translation>Der Status ist {0}xx wie der aufgezeichnete {1}</translation>
    </message>
    <message>
        <source>The header {0} contains “{1}”</source>
        <translation>Der Header {0} enthält „{1}“</translation>
    </message>
    <message>
        <source>The answer has the header {0}</source>
        <translation>Die Antwort hat den Header {0}</translation>
    </message>
    <message>
        <source>The answer is no error (4xx or 5xx)</source>
        <translation>Die Antwort ist kein Fehler (4xx oder 5xx)</translation>
    </message>
    <message>
        <source>The answer is {0}</source>
        <translation>Die Antwort ist {0}</translation>
    </message>
    <message>
        <source>The answer is {0}: “{1}”</source>
        <translation>Die Antwort ist {0}: „{1}“</translation>
    </message>
    <message>
        <source>It is in the answer</source>
        <translation>Es steht in der Antwort</translation>
    </message>
    <message>
        <source>It is not there; the page is called “{0}”</source>
        <translation>Es steht nicht da; die Seite heißt „{0}“</translation>
    </message>
    <message>
        <source>It is not there</source>
        <translation>Es steht nicht da</translation>
    </message>
    <message>
        <source>The header {0} is “{1}”</source>
        <translation>Der Header {0} ist „{1}“</translation>
    </message>
    <message>
        <source>The answer has no header {0}</source>
        <translation>Die Antwort hat keinen Header {0}</translation>
    </message>
    <message>
        <source>It leads nowhere</source>
        <translation>Sie leitet nirgendwohin weiter</translation>
    </message>
    <message>
        <source>The page asks to log in</source>
        <translation>Die Seite verlangt eine Anmeldung</translation>
    </message>
    <message>
        <source>The answer is not JSON</source>
        <translation>Die Antwort ist kein JSON</translation>
    </message>
    <message>
        <source>The answer is JSON without fields</source>
        <translation>Die Antwort ist JSON ohne Felder</translation>
    </message>
    <message>
        <source>The answer has no fields</source>
        <translation>Die Antwort hat keine Felder</translation>
    </message>
    <message>
        <source>The answer does not contain “{0}”</source>
        <translation>Die Antwort enthält „{0}“ nicht</translation>
    </message>
    <message>
        <source>The answer contains “{0}”</source>
        <translation>Die Antwort enthält „{0}“</translation>
    </message>
    <message>
        <source>It leads on to {0}</source>
        <translation>Sie leitet weiter zu {0}</translation>
    </message>
    <message>
        <source>The page does not ask to log in again</source>
        <translation>Die Seite verlangt keine neue Anmeldung</translation>
    </message>
    <message>
        <source>The answer has the fields {0}</source>
        <translation>Die Antwort hat die Felder {0}</translation>
    </message>
    <message>
        <source>The answer has nothing in {0}</source>
        <translation>In {0} der Antwort steht nichts</translation>
    </message>
    <message>
        <source>The answer has {1} in {0}</source>
        <translation>In {0} der Antwort steht {1}</translation>
    </message>
    <message>
        <source>the answer is {0}</source>
        <translation>die Antwort ist {0}</translation>
    </message>
    <message>
        <source>contains “{0}”</source>
        <translation>enthält „{0}“</translation>
    </message>
    <message>
        <source>leads to {0}</source>
        <translation>leitet zu {0}</translation>
    </message>
    <message>
        <source>No check: any answer below 400 counts as good</source>
        <translation>Keine Prüfung: jede Antwort unter 400 gilt als gut</translation>
    </message>
    <message>
        <source>Checks: {0}</source>
        <translation>Prüfungen: {0}</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>Send no body</source>
        <translation>Keinen Inhalt senden</translation>
    </message>
    <message>
        <source>Send a form</source>
        <translation>Formular senden</translation>
    </message>
    <message>
        <source>Send JSON</source>
        <translation>JSON senden</translation>
    </message>
    <message>
        <source>Send text</source>
        <translation>Text senden</translation>
    </message>
    <message>
        <source>Send a form with files</source>
        <translation>Formular mit Dateien senden</translation>
    </message>
    <message>
        <source>Send a file</source>
        <translation>Datei senden</translation>
    </message>
    <message>
        <source>1 field that is off goes</source>
        <translation>1 ausgeschaltetes Feld entfällt</translation>
    </message>
    <message>
        <source>{0} fields that are off go</source>
        <translation>{0} ausgeschaltete Felder entfallen</translation>
    </message>
    <message>
        <source>1 value becomes text</source>
        <translation>1 Wert wird zu Text</translation>
    </message>
    <message>
        <source>{0} values become text</source>
        <translation>{0} Werte werden zu Text</translation>
    </message>
    <message>
        <source>1 value with members becomes one text</source>
        <translation>1 Wert mit Einträgen wird zu einem Text</translation>
    </message>
    <message>
        <source>{0} values with members become one text each</source>
        <translation>{0} Werte mit Einträgen werden je zu einem Text</translation>
    </message>
    <message>
        <source>1 file goes</source>
        <translation>1 Datei entfällt</translation>
    </message>
    <message>
        <source>{0} files go</source>
        <translation>{0} Dateien entfallen</translation>
    </message>
    <message>
        <source>What it sends now goes</source>
        <translation>Der jetzige Inhalt entfällt</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>ein Wert</translation>
    </message>
    <message>
        <source>a comma or }</source>
        <translation>ein Komma oder }</translation>
    </message>
    <message>
        <source>a comma or ]</source>
        <translation>ein Komma oder ]</translation>
    </message>
    <message>
        <source>a colon</source>
        <translation>ein Doppelpunkt</translation>
    </message>
    <message>
        <source>a name or text in quotes</source>
        <translation>ein Name oder Text in Anführungszeichen</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>das Ende</translation>
    </message>
    <message>
        <source>This is no JSON: in line {0}, {1} is missing. Until it is there, it is shown as text.</source>
        <translation>Das ist kein JSON: In Zeile {0} fehlt {1}. Bis das behoben ist, steht es hier als Text.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>The whole pass answers as recorded.</source>
        <translation>Der ganze Durchgang antwortet wie aufgezeichnet.</translation>
    </message>
    <message>
        <source>Plan the load</source>
        <translation>Last planen</translation>
    </message>
    <message>
        <source>This request is good.</source>
        <translation>Diese Anfrage ist gut.</translation>
    </message>
    <message>
        <source>The answer is not quite as recorded.</source>
        <translation>Die Antwort ist nicht ganz wie aufgezeichnet.</translation>
    </message>
    <message>
        <source>Look at the request</source>
        <translation>Anfrage ansehen</translation>
    </message>
    <message>
        <source>This request was not sent.</source>
        <translation>Diese Anfrage wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>This request failed.</source>
        <translation>Diese Anfrage ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Edit this request</source>
        <translation>Diese Anfrage bearbeiten</translation>
    </message>
    <message>
        <source>The site no longer gives “{0}” where it did.</source>
        <translation>Die Site gibt „{0}“ nicht mehr dort aus, wo es war.</translation>
    </message>
    <message>
        <source>Take it from where it is now</source>
        <translation>Von dort nehmen, wo es jetzt steht</translation>
    </message>
    <message>
        <source>The site no longer gives {0} values where it did.</source>
        <translation>Die Site gibt {0} Werte nicht mehr dort aus, wo sie waren.</translation>
    </message>
    <message>
        <source>Take them from where they are now</source>
        <translation>Von dort nehmen, wo sie jetzt sind</translation>
    </message>
    <message>
        <source>The request sent the recorded {0}.</source>
        <translation>Die Anfrage sendete den aufgezeichneten Wert: {0}.</translation>
    </message>
    <message>
        <source>Use the new {0}</source>
        <translation>Den neuen Wert nehmen: {0}</translation>
    </message>
    <message>
        <source>The request sent {0} recorded values.</source>
        <translation>Die Anfrage sendete {0} aufgezeichnete Werte.</translation>
    </message>
    <message>
        <source>Use the new values</source>
        <translation>Die neuen Werte nehmen</translation>
    </message>
    <message>
        <source>Changed: {0} comes from {1} now.</source>
        <translation>Geändert: {0} kommt jetzt aus: {1}.</translation>
    </message>
    <message>
        <source>Check again to see whether that helps. Undo takes the change back.</source>
        <translation>Prüfen Sie noch einmal, ob das hilft. „Rückgängig“ nimmt die Änderung zurück.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Look at the first request that failed: the pass ended there.</source>
        <translation>Sehen Sie die erste fehlgeschlagene Anfrage an: Dort endete der Durchgang.</translation>
    </message>
    <message>
        <source>See whether the site is up and this computer may reach it, then check again.</source>
        <translation>Sehen Sie nach, ob die Site läuft und dieser Computer sie erreichen darf, und prüfen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The site does not know who asks. See whether the log-in before it went well, and whether name and password in the test data are right.</source>
        <translation>Die Site weiß nicht, wer fragt. Sehen Sie nach, ob die Anmeldung davor gut ging und ob Name und Passwort in den Testdaten stimmen.</translation>
    </message>
    <message>
        <source>What it asks for is not there. A number or name in the address may be the recorded one: take it from an earlier answer, or record this step again.</source>
        <translation>Was verlangt wird, gibt es nicht. Eine Nummer oder ein Name in der Adresse ist vielleicht noch der aufgezeichnete: Nehmen Sie ihn aus einer früheren Antwort, oder zeichnen Sie diesen Schritt neu auf.</translation>
    </message>
    <message>
        <source>The site did not accept what was sent. A token or number may be the recorded one: compare what was sent with earlier answers.</source>
        <translation>Die Site hat nicht angenommen, was gesendet wurde. Ein Token oder eine Nummer ist vielleicht noch aus der Aufzeichnung: Vergleichen Sie das Gesendete mit früheren Antworten.</translation>
    </message>
    <message>
        <source>The site asks for a pause. Wait a while, then check again.</source>
        <translation>Die Site bittet um eine Pause. Warten Sie etwas und prüfen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The site itself went wrong. Look into its log, then check again.</source>
        <translation>In der Site selbst ging etwas schief. Sehen Sie in ihr Protokoll und prüfen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The site leads on to another page. See what the requests before it were answered.</source>
        <translation>Die Site leitet auf eine andere Seite. Sehen Sie nach, was auf die Anfragen davor geantwortet wurde.</translation>
    </message>
    <message>
        <source>If the answer is right as it is, change the check that complains or switch it off.</source>
        <translation>Wenn die Antwort so richtig ist, ändern Sie die Prüfung, die sich beschwert, oder schalten Sie sie aus.</translation>
    </message>
    <message>
        <source>If the site was changed on purpose, record this step again; else look at what is marked.</source>
        <translation>Wenn die Site absichtlich geändert wurde, zeichnen Sie diesen Schritt neu auf; sonst sehen Sie an, was markiert ist.</translation>
    </message>
    <message>
        <source>1 request to {0}</source>
        <translation>1 Anfrage an {0}</translation>
    </message>
    <message>
        <source>{1} requests to {0}</source>
        <translation>{1} Anfragen an {0}</translation>
    </message>
    <message>
        <source>{0} requests to {1}</source>
        <translation>{0} Anfragen an {1}</translation>
    </message>
    <message>
        <source>{0} other hosts</source>
        <translation>{0} weitere Hosts</translation>
    </message>
    <message>
        <source>1 other host</source>
        <translation>1 weiterer Host</translation>
    </message>
    <message>
        <source>Request {0} of {1}</source>
        <translation>Anfrage {0} von {1}</translation>
    </message>
    <message>
        <source>begun just now</source>
        <translation>gerade begonnen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Header fields of the answer</source>
        <translation>Kopffelder der Antwort</translation>
    </message>
    <message>
        <source>… {0} equal lines</source>
        <translation>… {0} gleiche Zeilen</translation>
    </message>
    <message>
        <source>missing this time</source>
        <translation>fehlt dieses Mal</translation>
    </message>
    <message>
        <source>not in the recording</source>
        <translation>nicht in der Aufzeichnung</translation>
    </message>
    <message>
        <source>Nothing to compare with</source>
        <translation>Nichts zum Vergleichen</translation>
    </message>
    <message>
        <source>{0} more change each time{1}</source>
        <translation>{0} weitere ändern sich jedes Mal{1}</translation>
    </message>
    <message>
        <source>1 more is greyed: it changes each time{1}</source>
        <translation>1 weiterer ist ausgegraut: er ändert sich jedes Mal{1}</translation>
    </message>
    <message>
        <source>{0} more are greyed: they change each time{1}</source>
        <translation>{0} weitere sind ausgegraut: sie ändern sich jedes Mal{1}</translation>
    </message>
    <message>
        <source>only the beginning is compared</source>
        <translation>nur der Anfang wird verglichen</translation>
    </message>
    <message>
        <source>Nothing differs</source>
        <translation>Nichts weicht ab</translation>
    </message>
    <message>
        <source>1 difference</source>
        <translation>1 Unterschied</translation>
    </message>
    <message>
        <source>{0} differences</source>
        <translation>{0} Unterschiede</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>{0} öffnen</translation>
    </message>
    <message>
        <source>Make more rows</source>
        <translation>Mehr Zeilen erfinden</translation>
    </message>
    <message>
        <source>Begin again then</source>
        <translation>Dann von vorn beginnen</translation>
    </message>
    <message>
        <source>Choose its column</source>
        <translation>Spalte wählen</translation>
    </message>
    <message>
        <source>Hide its values</source>
        <translation>Ihre Werte verbergen</translation>
    </message>
    <message>
        <source>Forget what is not used</source>
        <translation>Unbenutztes vergessen</translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Make it anew</source>
        <translation>Jedes Mal neu machen</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Andere Datei …</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>The log-in did not work when it was played back.</source>
        <translation>Die Anmeldung klappte beim Abspielen nicht.</translation>
    </message>
    <message>
        <source>{0} went wrong when it was played back.</source>
        <translation>{0} ging beim Abspielen schief.</translation>
    </message>
    <message>
        <source>In {0}: {1}</source>
        <translation>In {0}: {1}</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>No changing value was found.</source>
        <translation>Es wurde kein wechselnder Wert gefunden.</translation>
    </message>
    <message>
        <source>Nothing that the site hands out is sent back later, so it can be replayed as recorded. Play it back to see whether that is so. If you logged in before the recording began, record again from the log-in on.</source>
        <translation>Nichts, was die Site ausgibt, wird später zurückgesendet; sie kann also wie aufgezeichnet abgespielt werden. Spielen Sie sie ab, um zu sehen, ob das stimmt. Wenn Sie schon vor der Aufzeichnung angemeldet waren, zeichnen Sie ab der Anmeldung neu auf.</translation>
    </message>
    <message>
        <source>Use this value later</source>
        <translation>Diesen Wert später verwenden</translation>
    </message>
    <message>
        <source>It is taken anew each time; type $ in a field to put it in</source>
        <translation>Er wird jedes Mal neu genommen; tippen Sie $ in ein Feld, um ihn einzusetzen</translation>
    </message>
    <message>
        <source>Check that it is there</source>
        <translation>Prüfen, ob er da ist</translation>
    </message>
    <message>
        <source>The step fails when it is missing</source>
        <translation>Der Schritt schlägt fehl, wenn er fehlt</translation>
    </message>
    <message>
        <source>Ignore changes here</source>
        <translation>Änderungen hier übergehen</translation>
    </message>
    <message>
        <source>Grey it out when comparing</source>
        <translation>Beim Vergleich ausgrauen</translation>
    </message>
    <message>
        <source>Status of the answer</source>
        <translation>Status der Antwort</translation>
    </message>
    <message>
        <source>The answer contains a text</source>
        <translation>Die Antwort enthält einen Text</translation>
    </message>
    <message>
        <source>The answer does not contain a text</source>
        <translation>Die Antwort enthält einen Text nicht</translation>
    </message>
    <message>
        <source>A value in the JSON answer</source>
        <translation>Ein Wert in der JSON-Antwort</translation>
    </message>
    <message>
        <source>Names in the JSON answer</source>
        <translation>Namen in der JSON-Antwort</translation>
    </message>
    <message>
        <source>A header of the answer</source>
        <translation>Ein Header der Antwort</translation>
    </message>
    <message>
        <source>It leads on to a page</source>
        <translation>Sie führt zu einer Seite weiter</translation>
    </message>
    <message>
        <source>It does not ask to log in again</source>
        <translation>Sie fragt nicht erneut nach der Anmeldung</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 Anfrage</translation>
    </message>
    <message>
        <source>{0} requests</source>
        <translation>{0} Anfragen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>herausgenommen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Open a recording or scenario</source>
        <translation>Aufzeichnung oder Szenario öffnen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation>{0} zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>AddMenu</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Think time</source>
        <translation>Denkzeit</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Random choice</source>
        <translation>Zufällige Wahl</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Python step</source>
        <translation>Python-Schritt</translation>
    </message>
    <message>
        <source>New step</source>
        <translation>Neuer Schritt</translation>
    </message>
    <message>
        <source>Add step</source>
        <translation>Schritt hinzufügen</translation>
    </message>
    <message>
        <source>Add request</source>
        <translation>Anfrage hinzufügen</translation>
    </message>
    <message>
        <source>Add think time</source>
        <translation>Denkzeit hinzufügen</translation>
    </message>
    <message>
        <source>Add block</source>
        <translation>Block hinzufügen</translation>
    </message>
    <message>
        <source>Add Python step</source>
        <translation>Python-Schritt hinzufügen</translation>
    </message>
</context>
<context>
    <name>AddressTab</name>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Address without the query</source>
        <translation>Adresse ohne Abfrage</translation>
    </message>
    <message>
        <source>Add to the query</source>
        <translation>Zur Abfrage hinzufügen</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
</context>
<context>
    <name>AdviceList</name>
    <message>
        <source>Show 1 more</source>
        <translation>1 weiteren zeigen</translation>
    </message>
    <message>
        <source>Show {0} more</source>
        <translation>{0} weitere zeigen</translation>
    </message>
</context>
<context>
    <name>AnswerBody</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>How the body is shown</source>
        <translation>Wie der Inhalt gezeigt wird</translation>
    </message>
    <message>
        <source>Body of the recorded answer</source>
        <translation>Inhalt der aufgezeichneten Antwort</translation>
    </message>
    <message>
        <source>Elements of the page</source>
        <translation>Elemente der Seite</translation>
    </message>
    <message>
        <source>Use or check a value of the chosen element</source>
        <translation>Einen Wert des gewählten Elements benutzen oder prüfen</translation>
    </message>
    <message>
        <source>Picture that was answered</source>
        <translation>Bild der Antwort</translation>
    </message>
    <message>
        <source>Bytes of the body</source>
        <translation>Bytes des Inhalts</translation>
    </message>
</context>
<context>
    <name>AnswerPanel</name>
    <message>
        <source>The answer: {0}</source>
        <translation>Die Antwort: {0}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Earlier answer</source>
        <translation>Frühere Antwort</translation>
    </message>
    <message>
        <source>Later answer</source>
        <translation>Spätere Antwort</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Its headers</source>
        <translation>Header dazu</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>Was gesendet wurde</translation>
    </message>
    <message>
        <source>Parts of the exchange</source>
        <translation>Teile des Austauschs</translation>
    </message>
    <message>
        <source>The part that is shown</source>
        <translation>Der gezeigte Teil</translation>
    </message>
    <message>
        <source>In this run</source>
        <translation>In diesem Lauf</translation>
    </message>
    <message>
        <source>As recorded</source>
        <translation>Wie aufgezeichnet</translation>
    </message>
    <message>
        <source>The same part, as recorded</source>
        <translation>Derselbe Teil, wie aufgezeichnet</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Gekommen</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>at {0}</source>
        <translation>um {0}</translation>
    </message>
    <message>
        <source>Recorded answer</source>
        <translation>Aufgezeichnete Antwort</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation>Cookies</translation>
    </message>
    <message>
        <source>Parts of the answer</source>
        <translation>Teile der Antwort</translation>
    </message>
    <message>
        <source>Headers of the recorded answer</source>
        <translation>Header der aufgezeichneten Antwort</translation>
    </message>
    <message>
        <source>Cookies that the answer sets</source>
        <translation>Cookies, die die Antwort setzt</translation>
    </message>
    <message>
        <source>Show the rest</source>
        <translation>Rest zeigen</translation>
    </message>
    <message>
        <source>This answer sets no cookie.</source>
        <translation>Diese Antwort setzt kein Cookie.</translation>
    </message>
    <message>
        <source>Reading the recording …</source>
        <translation>Die Aufzeichnung wird gelesen …</translation>
    </message>
    <message>
        <source>No answer came when this was recorded. {0}</source>
        <translation>Bei der Aufzeichnung kam keine Antwort. {0}</translation>
    </message>
    <message>
        <source>The recording is not beside this scenario, so there is no answer to show.</source>
        <translation>Die Aufzeichnung liegt nicht neben diesem Szenario, daher ist keine Antwort zu sehen.</translation>
    </message>
    <message>
        <source>This answer has no body.</source>
        <translation>Diese Antwort hat keinen Inhalt.</translation>
    </message>
    <message>
        <source>Reading the answer …</source>
        <translation>Antwort wird gelesen …</translation>
    </message>
    <message>
        <source>The first 40 KB of {0}</source>
        <translation>Die ersten 40 KB von {0}</translation>
    </message>
    <message>
        <source>Point at a value to use it or check it</source>
        <translation>Zeigen Sie auf einen Wert, um ihn zu verwenden oder zu prüfen</translation>
    </message>
    <message>
        <source>The page&apos;s text does not have this value as it is. Point at it in the text.</source>
        <translation>Der Text der Seite hat diesen Wert nicht so. Zeigen Sie im Text darauf.</translation>
    </message>
    <message>
        <source>The first 200 KB of {0}</source>
        <translation>Die ersten 200 KB von {0}</translation>
    </message>
    <message>
        <source>What to do with {0}</source>
        <translation>Was mit {0} geschehen soll</translation>
    </message>
</context>
<context>
    <name>AnswerSide</name>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>The answer was empty.</source>
        <translation>Die Antwort war leer.</translation>
    </message>
    <message>
        <source>No answer came back.</source>
        <translation>Es kam keine Antwort zurück.</translation>
    </message>
</context>
<context>
    <name>BehaviourForm</name>
    <message>
        <source>Between two steps</source>
        <translation>Zwischen zwei Schritten</translation>
    </message>
    <message>
        <source>Each person begins again</source>
        <translation>Jede Person beginnt von vorn</translation>
    </message>
    <message>
        <source>Fetch images, styles and scripts</source>
        <translation>Bilder, Stile und Skripte laden</translation>
    </message>
    <message>
        <source>Off: only pages and what they send and ask for.</source>
        <translation>Aus: nur Seiten und was sie senden und abfragen.</translation>
    </message>
    <message>
        <source>Keep files as a browser does</source>
        <translation>Dateien behalten wie ein Browser</translation>
    </message>
    <message>
        <source>Each person fetches a file once, if its server lets browsers keep it.</source>
        <translation>Jede Person lädt eine Datei einmal, wenn der Server das Behalten erlaubt.</translation>
    </message>
    <message>
        <source>Fetch files side by side</source>
        <translation>Dateien gleichzeitig laden</translation>
    </message>
    <message>
        <source>As the browser did: up to 6 connections to a host.</source>
        <translation>Wie der Browser: bis zu 6 Verbindungen je Host.</translation>
    </message>
    <message>
        <source>as long as recorded</source>
        <translation>so lange wie aufgezeichnet</translation>
    </message>
    <message>
        <source>no pause at all</source>
        <translation>gar keine Pause</translation>
    </message>
    <message>
        <source>always as long</source>
        <translation>immer gleich lang</translation>
    </message>
    <message>
        <source>anything between</source>
        <translation>beliebig dazwischen</translation>
    </message>
    <message>
        <source>around a usual time</source>
        <translation>um eine übliche Dauer</translation>
    </message>
    <message>
        <source>mostly short, at times long</source>
        <translation>meist kurz, manchmal lang</translation>
    </message>
    <message>
        <source>Pauses between two steps</source>
        <translation>Pausen zwischen zwei Schritten</translation>
    </message>
    <message>
        <source>Recorded pauses times</source>
        <translation>Aufgezeichnete Pausen mal</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Longest pause</source>
        <translation>Längste Pause</translation>
    </message>
    <message>
        <source>as soon as they are done</source>
        <translation>sobald sie fertig sind</translation>
    </message>
    <message>
        <source>no sooner than every</source>
        <translation>nicht früher als alle</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Takt</translation>
    </message>
    <message>
        <source>Pace every</source>
        <translation>Takt alle</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>give or take</source>
        <translation>mehr oder weniger</translation>
    </message>
    <message>
        <source>in most cases</source>
        <translation>in den meisten Fällen</translation>
    </message>
    <message>
        <source>on average</source>
        <translation>im Mittel</translation>
    </message>
</context>
<context>
    <name>BodyTab</name>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Kind of body</source>
        <translation>Art des Inhalts</translation>
    </message>
    <message>
        <source>Add field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Add a body</source>
        <translation>Inhalt hinzufügen</translation>
    </message>
    <message>
        <source>Multipart</source>
        <translation>Multipart</translation>
    </message>
    <message>
        <source>A form with files, sent in parts (multipart/form-data)</source>
        <translation>Ein Formular mit Dateien, in Teilen gesendet (multipart/form-data)</translation>
    </message>
    <message>
        <source>One file, or bytes, as the whole body</source>
        <translation>Eine Datei oder Bytes als ganzer Inhalt</translation>
    </message>
    <message>
        <source>Send no body</source>
        <translation>Keinen Inhalt senden</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Edit content type</source>
        <translation>Content-Type ändern</translation>
    </message>
    <message>
        <source>This request sends no body.</source>
        <translation>Diese Anfrage sendet keinen Inhalt.</translation>
    </message>
    <message>
        <source>{0} of JSON are shown as text.</source>
        <translation>{0} JSON werden als Text gezeigt.</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Nothing is changed</source>
        <translation>Nichts wird geändert</translation>
    </message>
    <message>
        <source>Change the kind of body</source>
        <translation>Art des Inhalts ändern</translation>
    </message>
    <message>
        <source>Edit body</source>
        <translation>Inhalt ändern</translation>
    </message>
</context>
<context>
    <name>BringingIn</name>
    <message>
        <source>Making the scenario of {0} …</source>
        <translation>Das Szenario von {0} entsteht …</translation>
    </message>
    <message>
        <source>{0} is open as a scenario; {1} things in it were not taken.</source>
        <translation>{0} ist als Szenario offen; {1} Dinge daraus wurden nicht übernommen.</translation>
    </message>
    <message>
        <source>{0} is open as a scenario; one thing in it was not taken.</source>
        <translation>{0} ist als Szenario offen; eines daraus wurde nicht übernommen.</translation>
    </message>
    <message>
        <source>The rest is in the scenario. Add these by hand where you need them.</source>
        <translation>Alles andere steht im Szenario. Ergänzen Sie dies von Hand, wo Sie es brauchen.</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>Nicht übernommen</translation>
    </message>
    <message>
        <source>What?</source>
        <translation>Was?</translation>
    </message>
</context>
<context>
    <name>CaptionRow</name>
    <message>
        <source>Title of the run</source>
        <translation>Titel des Laufs</translation>
    </message>
    <message>
        <source>Give this run a title</source>
        <translation>Diesem Lauf einen Titel geben</translation>
    </message>
    <message>
        <source>Note about the run</source>
        <translation>Notiz zum Lauf</translation>
    </message>
    <message>
        <source>Write a note: what was new, what to look at</source>
        <translation>Notiz schreiben: was neu war, worauf zu achten ist</translation>
    </message>
</context>
<context>
    <name>CaptureModel</name>
    <message>
        <source>Step and request</source>
        <translation>Schritt und Anfrage</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Um</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Step {0}</source>
        <translation>Schritt {0}</translation>
    </message>
</context>
<context>
    <name>ChangesModel</name>
    <message>
        <source>What differed</source>
        <translation>Was anders war</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
</context>
<context>
    <name>ChartBar</name>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Last 2 minutes</source>
        <translation>Letzte 2 Minuten</translation>
    </message>
    <message>
        <source>Which time the charts show</source>
        <translation>Welche Zeit die Diagramme zeigen</translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation>Diesen Moment markieren</translation>
    </message>
    <message>
        <source>Write down what happens now (Ctrl+M)</source>
        <translation>Aufschreiben, was gerade passiert (Strg+M)</translation>
    </message>
    <message>
        <source>Show all requests again</source>
        <translation>Wieder alle Anfragen zeigen</translation>
    </message>
    <message>
        <source>Only {0}</source>
        <translation>Nur {0}</translation>
    </message>
    <message>
        <source>shown: {0} to {1}</source>
        <translation>gezeigt: {0} bis {1}</translation>
    </message>
    <message>
        <source>Draw over a chart to look closer.</source>
        <translation>Ziehen Sie über ein Diagramm, um genauer hinzusehen.</translation>
    </message>
</context>
<context>
    <name>ChartTableModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>ChartTwin</name>
    <message>
        <source>{0}, as a table</source>
        <translation>{0}, als Tabelle</translation>
    </message>
    <message>
        <source>1 s</source>
        <translation>1 s</translation>
    </message>
    <message>
        <source>10 s</source>
        <translation>10 s</translation>
    </message>
    <message>
        <source>How long a row of the table is</source>
        <translation>Wie lang eine Zeile der Tabelle dauert</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Show the chart</source>
        <translation>Diagramm zeigen</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
</context>
<context>
    <name>CheckBanner</name>
    <message>
        <source>Take {0} from elsewhere</source>
        <translation>{0} von anderswo nehmen</translation>
    </message>
    <message>
        <source>Use the new {0}</source>
        <translation>Den neuen Wert nehmen: {0}</translation>
    </message>
</context>
<context>
    <name>CheckList</name>
    <message>
        <source>Steps and requests</source>
        <translation>Schritte und Anfragen</translation>
    </message>
    <message>
        <source>{0} good</source>
        <translation>{0} gut</translation>
    </message>
    <message>
        <source>{0} differ</source>
        <translation>{0} weichen ab</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{0} to come</source>
        <translation>{0} kommen noch</translation>
    </message>
    <message>
        <source>{0} not sent</source>
        <translation>{0} nicht gesendet</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Edit scenario</source>
        <translation>Szenario bearbeiten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Repair and check again</source>
        <translation>Reparieren und neu prüfen</translation>
    </message>
    <message>
        <source>Takes every value from where the site gives it now, then checks again, five times at most.</source>
        <translation>Nimmt jeden Wert dort, wo ihn die Site jetzt gibt, und prüft dann neu, höchstens fünfmal.</translation>
    </message>
    <message>
        <source>One person, one pass</source>
        <translation>Eine Person, ein Durchgang</translation>
    </message>
    <message>
        <source>check {0} of a repair</source>
        <translation>Prüfung {0} einer Reparatur</translation>
    </message>
    <message>
        <source>Playing it back once</source>
        <translation>Wird einmal abgespielt</translation>
    </message>
    <message>
        <source>Playing it back</source>
        <translation>Wird abgespielt</translation>
    </message>
    <message>
        <source>{0}, request {1} of {2}</source>
        <translation>{0}, Anfrage {1} von {2}</translation>
    </message>
    <message>
        <source>Requests answered</source>
        <translation>Beantwortete Anfragen</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>finished in {0}</source>
        <translation>fertig in {0}</translation>
    </message>
</context>
<context>
    <name>CheckPair</name>
    <message>
        <source>Grey out what always changes</source>
        <translation>Ausgrauen, was sich immer ändert</translation>
    </message>
    <message>
        <source>Moments, tokens, changing values: what is another each time says nothing about the site.</source>
        <translation>Zeitpunkte, Token, wechselnde Werte: Was jedes Mal anders ist, sagt nichts über die Site.</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>Voriger Unterschied</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Aufgezeichnet</translation>
    </message>
    <message>
        <source>In this check</source>
        <translation>In dieser Prüfung</translation>
    </message>
    <message>
        <source>No answer was recorded.</source>
        <translation>Es wurde keine Antwort aufgezeichnet.</translation>
    </message>
    <message>
        <source>Not sent this time.</source>
        <translation>Dieses Mal nicht gesendet.</translation>
    </message>
    <message>
        <source>Not answered yet.</source>
        <translation>Noch keine Antwort.</translation>
    </message>
    <message>
        <source>No answer came.</source>
        <translation>Es kam keine Antwort.</translation>
    </message>
    <message>
        <source>Comparing …</source>
        <translation>Vergleiche …</translation>
    </message>
</context>
<context>
    <name>CheckRepair</name>
    <message>
        <source>Repair what the check found</source>
        <translation>Reparieren, was die Prüfung fand</translation>
    </message>
</context>
<context>
    <name>CheckTree</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>ChecksForm</name>
    <message>
        <source>Kind of check</source>
        <translation>Art der Prüfung</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Name of the header</source>
        <translation>Name des Headers</translation>
    </message>
    <message>
        <source>Where in the JSON</source>
        <translation>Wo im JSON</translation>
    </message>
    <message>
        <source>Expected value</source>
        <translation>Erwarteter Wert</translation>
    </message>
    <message>
        <source>Must not be there</source>
        <translation>Darf nicht da sein</translation>
    </message>
    <message>
        <source>Status of the answer</source>
        <translation>Status der Antwort</translation>
    </message>
    <message>
        <source>Exactly this number</source>
        <translation>Genau diese Zahl</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Without “exactly” any number of the same hundred is good: 200 to 299.</source>
        <translation>Ohne „genau“ ist jede Zahl desselben Hunderts gut: 200 bis 299.</translation>
    </message>
    <message>
        <source>The place is a JSONPath: $ is the whole answer, $.basket.id the id in its basket.</source>
        <translation>Die Stelle ist ein JSONPath: $ ist die ganze Antwort, $.basket.id die id in ihrem basket.</translation>
    </message>
    <message>
        <source>Names with commas between them; the JSON answer must have them all.</source>
        <translation>Namen mit Kommas dazwischen; die JSON-Antwort muss alle haben.</translation>
    </message>
    <message>
        <source>Without a text it is enough that the header is there.</source>
        <translation>Ohne Text genügt, dass der Header da ist.</translation>
    </message>
    <message>
        <source>A path; * stands for a part that changes, as in /orders/*.</source>
        <translation>Ein Pfad; * steht für einen Teil, der sich ändert, wie in /orders/*.</translation>
    </message>
    <message>
        <source>Change the kind of a check</source>
        <translation>Art einer Prüfung ändern</translation>
    </message>
    <message>
        <source>It says nothing yet.</source>
        <translation>Sie besagt noch nichts.</translation>
    </message>
    <message>
        <source>Edit a check</source>
        <translation>Prüfung bearbeiten</translation>
    </message>
</context>
<context>
    <name>ChecksTab</name>
    <message>
        <source>No check: any answer below 400 counts as good.</source>
        <translation>Keine Prüfung: jede Antwort unter 400 gilt als gut.</translation>
    </message>
    <message>
        <source>Add a check</source>
        <translation>Prüfung hinzufügen</translation>
    </message>
    <message>
        <source>Or point at a value in the recorded answer to check that it is there.</source>
        <translation>Oder zeigen Sie auf einen Wert der aufgezeichneten Antwort, um zu prüfen, ob er da ist.</translation>
    </message>
    <message>
        <source>Edit this check</source>
        <translation>Diese Prüfung bearbeiten</translation>
    </message>
    <message>
        <source>Remove this check</source>
        <translation>Diese Prüfung entfernen</translation>
    </message>
    <message>
        <source>Switch a check on</source>
        <translation>Prüfung einschalten</translation>
    </message>
    <message>
        <source>Switch a check off</source>
        <translation>Prüfung ausschalten</translation>
    </message>
    <message>
        <source>Remove a check</source>
        <translation>Prüfung entfernen</translation>
    </message>
</context>
<context>
    <name>ChoiceForm</name>
    <message>
        <source>Drag steps in here: one of them is done, by chance, in each pass.</source>
        <translation>Schritte hierher ziehen: einer davon wird in jedem Durchgang zufällig ausgeführt.</translation>
    </message>
    <message>
        <source>How often each is done</source>
        <translation>Wie oft jeder ausgeführt wird</translation>
    </message>
    <message>
        <source>Change shares</source>
        <translation>Anteile ändern</translation>
    </message>
</context>
<context>
    <name>CodeForm</name>
    <message>
        <source>Python code</source>
        <translation>Python-Code</translation>
    </message>
    <message>
        <source>session sends requests as this person, values holds the changing values by name (read them and set them), log writes a line that a check shows.</source>
        <translation>session sendet Anfragen als diese Person, values enthält die wechselnden Werte nach Namen (lesen und setzen), log schreibt eine Zeile, die eine Prüfung zeigt.</translation>
    </message>
    <message>
        <source>Edit Python step</source>
        <translation>Python-Schritt bearbeiten</translation>
    </message>
    <message>
        <source>Line {0}: {1}</source>
        <translation>Zeile {0}: {1}</translation>
    </message>
</context>
<context>
    <name>ColumnRow</name>
    <message>
        <source>Name of the column {0}</source>
        <translation>Name der Spalte {0}</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
    <message>
        <source>Where {0} is used</source>
        <translation>Wo {0} benutzt wird</translation>
    </message>
    <message>
        <source>More for the column {0}</source>
        <translation>Mehr zur Spalte {0}</translation>
    </message>
    <message>
        <source>What is made up for {0}</source>
        <translation>Was für {0} erfunden wird</translation>
    </message>
    <message>
        <source>Pattern of {0}</source>
        <translation>Muster von {0}</translation>
    </message>
    <message>
        <source>used once</source>
        <translation>einmal benutzt</translation>
    </message>
    <message>
        <source>used {0} times</source>
        <translation>{0}-mal benutzt</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht benutzt</translation>
    </message>
</context>
<context>
    <name>ColumnsCard</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>Spalte hinzufügen</translation>
    </message>
    <message>
        <source>The file has no column “{0}”.</source>
        <translation>Die Datei hat keine Spalte „{0}“.</translation>
    </message>
</context>
<context>
    <name>ComparedModel</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>p95 before</source>
        <translation>p95 vorher</translation>
    </message>
    <message>
        <source>p95 now</source>
        <translation>p95 jetzt</translation>
    </message>
    <message>
        <source>Errors before</source>
        <translation>Fehler vorher</translation>
    </message>
    <message>
        <source>Errors now</source>
        <translation>Fehler jetzt</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>ComparingBar</name>
    <message>
        <source>How much of the two runs is compared</source>
        <translation>Wie viel der beiden Läufe verglichen ist</translation>
    </message>
    <message>
        <source>Comparing two runs…</source>
        <translation>Zwei Läufe werden verglichen …</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>95 % answered within</source>
        <translation>95 % beantwortet innerhalb von</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Requests a second</source>
        <translation>Anfragen je Sekunde</translation>
    </message>
    <message>
        <source> / s</source>
        <translation> / s</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Tables of the comparison</source>
        <translation>Tabellen des Vergleichs</translation>
    </message>
    <message>
        <source>Plan, program and computer were the same.</source>
        <translation>Plan, Programm und Rechner waren gleich.</translation>
    </message>
    <message>
        <source>limit for p95</source>
        <translation>Grenze für p95</translation>
    </message>
</context>
<context>
    <name>ComputerCard</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Processor at the peak</source>
        <translation>Prozessor in der Spitze</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure this computer</source>
        <translation>Diesen Rechner messen</translation>
    </message>
    <message>
        <source>Uses {0} of {1} cores</source>
        <translation>Nutzt {0} von {1} Kernen</translation>
    </message>
    <message>
        <source>Uses its one core</source>
        <translation>Nutzt seinen einen Kern</translation>
    </message>
    <message>
        <source>It only counts</source>
        <translation>Er zählt nur</translation>
    </message>
    <message>
        <source>Enough</source>
        <translation>Genug</translation>
    </message>
    <message>
        <source>Tight</source>
        <translation>Knapp</translation>
    </message>
    <message>
        <source>Not enough</source>
        <translation>Nicht genug</translation>
    </message>
    <message>
        <source>It can drive about {0} people of this kind.</source>
        <translation>Er schafft etwa {0} Personen dieser Art.</translation>
    </message>
    <message>
        <source>The other computers make the load.</source>
        <translation>Die anderen Rechner machen die Last.</translation>
    </message>
    <message>
        <source>under 1 %</source>
        <translation>unter 1 %</translation>
    </message>
    <message>
        <source>Not measured yet: {0} requests a second for each core are assumed.</source>
        <translation>Noch nicht gemessen: Angenommen sind {0} Anfragen pro Sekunde je Kern.</translation>
    </message>
    <message>
        <source>Measured ({0}): about {1} requests a second for each core.</source>
        <translation>Gemessen ({0}): etwa {1} Anfragen pro Sekunde je Kern.</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Neu messen</translation>
    </message>
    <message>
        <source>Measuring with the demo shop on this computer: {0} %</source>
        <translation>Messung mit dem Demo-Shop auf diesem Rechner: {0} %</translation>
    </message>
    <message>
        <source>Stop measuring</source>
        <translation>Messung beenden</translation>
    </message>
</context>
<context>
    <name>ConditionForm</name>
    <message>
        <source>Value to look at</source>
        <translation>Betrachteter Wert</translation>
    </message>
    <message>
        <source>How it is compared</source>
        <translation>Wie verglichen wird</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Type $ to pick a value that an answer gave, or a column of the test data.</source>
        <translation>$ tippen, um einen Wert aus einer Antwort oder eine Spalte der Testdaten zu wählen.</translation>
    </message>
</context>
<context>
    <name>ConnectCard</name>
    <message>
        <source>Another device or program</source>
        <translation>Anderes Gerät oder Programm</translation>
    </message>
    <message>
        <source>Set this as its proxy, for http and https:</source>
        <translation>Dies dort als Proxy eintragen, für http und https:</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Save CA file…</source>
        <translation>CA-Datei sichern…</translation>
    </message>
    <message>
        <source>What to do with it</source>
        <translation>Was damit zu tun ist</translation>
    </message>
    <message>
        <source>Let other devices in</source>
        <translation>Andere Geräte zulassen</translation>
    </message>
    <message>
        <source>While this is on, everyone in your network can be recorded here and send through this computer.</source>
        <translation>Solange dies an ist, können alle im Netzwerk hier aufgezeichnet werden und über diesen Rechner senden.</translation>
    </message>
    <message>
        <source>Scan it with the phone: the page says what to do there.</source>
        <translation>Mit dem Telefon scannen: die Seite sagt, was dort zu tun ist.</translation>
    </message>
    <message>
        <source>Other addresses of this computer: {0}</source>
        <translation>Andere Adressen dieses Rechners: {0}</translation>
    </message>
    <message>
        <source>Save the CA file</source>
        <translation>CA-Datei sichern</translation>
    </message>
    <message>
        <source>Certificates (*.pem)</source>
        <translation>Zertifikate (*.pem)</translation>
    </message>
</context>
<context>
    <name>ConnectionDialog</name>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>How LoadStudio reaches the site while you record</source>
        <translation>Wie LoadStudio die Site beim Aufzeichnen erreicht</translation>
    </message>
    <message>
        <source>Proxy of your company</source>
        <translation>Proxy der Firma</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>The one of this computer</source>
        <translation>Der dieses Rechners</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Dieser</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Adresse des Proxys</translation>
    </message>
    <message>
        <source>User name for the proxy</source>
        <translation>Benutzername für den Proxy</translation>
    </message>
    <message>
        <source>Password for the proxy</source>
        <translation>Passwort für den Proxy</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Leave it empty where the proxy asks for none.</source>
        <translation>Leer lassen, wenn der Proxy keinen verlangt.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>File of an authority to trust</source>
        <translation>Datei einer vertrauten Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>only those that this computer knows</source>
        <translation>nur die diesem Rechner bekannten</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>Trust also</source>
        <translation>Auch vertrauen</translation>
    </message>
    <message>
        <source>Host that asks for a certificate</source>
        <translation>Host, der ein Zertifikat verlangt</translation>
    </message>
    <message>
        <source>shop.example</source>
        <translation>shop.example</translation>
    </message>
    <message>
        <source>File of the certificate</source>
        <translation>Datei des Zertifikats</translation>
    </message>
    <message>
        <source>.p12, .pfx or .pem</source>
        <translation>.p12, .pfx oder .pem</translation>
    </message>
    <message>
        <source>Certificates (*.p12 *.pfx *.pem)</source>
        <translation>Zertifikate (*.p12 *.pfx *.pem)</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>Passwort der Datei</translation>
    </message>
    <message>
        <source>password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Show to host</source>
        <translation>Dem Host</translation>
    </message>
    <message>
        <source>For sites that let in only who shows a certificate. The file stays where it is.</source>
        <translation>Für Sites, die ein Zertifikat verlangen. Die Datei bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>the certificate</source>
        <translation>das Zertifikat</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Take the certificate for {0} away</source>
        <translation>Zertifikat für {0} entfernen</translation>
    </message>
    <message>
        <source>Which host asks for it?</source>
        <translation>Welcher Host verlangt es?</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
</context>
<context>
    <name>ConnectionForm</name>
    <message>
        <source>Check certificates</source>
        <translation>Zertifikate prüfen</translation>
    </message>
    <message>
        <source>A certificate that cannot be trusted makes its requests fail.</source>
        <translation>Ein Zertifikat, dem nicht zu trauen ist, lässt seine Anfragen fehlschlagen.</translation>
    </message>
    <message>
        <source>Trust these hosts anyway</source>
        <translation>Diesen Hosts trotzdem trauen</translation>
    </message>
    <message>
        <source>Go through a proxy</source>
        <translation>Über einen Proxy gehen</translation>
    </message>
    <message>
        <source>Ask for addresses anew</source>
        <translation>Adressen neu erfragen</translation>
    </message>
    <message>
        <source>Every new connection looks up its host, not once a minute.</source>
        <translation>Jede neue Verbindung fragt nach ihrem Host, nicht nur einmal pro Minute.</translation>
    </message>
    <message>
        <source>No answer within</source>
        <translation>Keine Antwort binnen</translation>
    </message>
    <message>
        <source>After a stop people get</source>
        <translation>Nach einem Stopp bleiben</translation>
    </message>
    <message>
        <source>Then the request counts as failed.</source>
        <translation>Dann gilt die Anfrage als fehlgeschlagen.</translation>
    </message>
    <message>
        <source>So long they may finish what they do.</source>
        <translation>So lange dürfen Personen noch fertig werden.</translation>
    </message>
</context>
<context>
    <name>DataEdits</name>
    <message>
        <source>Add data {0}</source>
        <translation>Daten {0} hinzufügen</translation>
    </message>
    <message>
        <source>Take {0} from a file</source>
        <translation>{0} aus einer Datei nehmen</translation>
    </message>
    <message>
        <source>Make up {0}</source>
        <translation>{0} erfinden</translation>
    </message>
    <message>
        <source>Change what is made up</source>
        <translation>Ändern, was erfunden wird</translation>
    </message>
    <message>
        <source>The plan names &apos;{0}&apos; to give it another file. Keep the name.</source>
        <translation>Der Plan nennt „{0}“, um ihm eine andere Datei zu geben. Behalte den Namen.</translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation>{0} umbenennen</translation>
    </message>
    <message>
        <source>Change who gets which row</source>
        <translation>Ändern, wer welche Zeile bekommt</translation>
    </message>
    <message>
        <source>Change what happens when rows run out</source>
        <translation>Ändern, was nach der letzten Zeile geschieht</translation>
    </message>
    <message>
        <source>Delete data {0}</source>
        <translation>Daten {0} löschen</translation>
    </message>
    <message>
        <source>{0} is deleted.</source>
        <translation>{0} ist gelöscht.</translation>
    </message>
    <message>
        <source>Make {0} rows up</source>
        <translation>{0} Zeilen erfinden</translation>
    </message>
    <message>
        <source>Take in new columns of {0}</source>
        <translation>Neue Spalten von {0} aufnehmen</translation>
    </message>
    <message>
        <source>Forget unused columns of {0}</source>
        <translation>Unbenutzte Spalten von {0} vergessen</translation>
    </message>
    <message>
        <source>Make {0} anew</source>
        <translation>{0} jedes Mal neu machen</translation>
    </message>
    <message>
        <source>Make test data {0}</source>
        <translation>Testdaten {0} machen</translation>
    </message>
    <message>
        <source>Rename column {0}</source>
        <translation>Spalte {0} umbenennen</translation>
    </message>
    <message>
        <source>Take {0} from {1}</source>
        <translation>{0} aus {1} nehmen</translation>
    </message>
    <message>
        <source>Hide {0}</source>
        <translation>{0} verbergen</translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation>{0} zeigen</translation>
    </message>
    <message>
        <source>Delete column {0}</source>
        <translation>Spalte {0} löschen</translation>
    </message>
    <message>
        <source>The column {0} is deleted.</source>
        <translation>Die Spalte {0} ist gelöscht.</translation>
    </message>
    <message>
        <source>{0} rows are in {1}.</source>
        <translation>{0} Zeilen stehen in {1}.</translation>
    </message>
    <message>
        <source>Use this file</source>
        <translation>Diese Datei benutzen</translation>
    </message>
</context>
<context>
    <name>DataFiles</name>
    <message>
        <source>Tables ({0})</source>
        <translation>Tabellen ({0})</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>Tabelle wählen</translation>
    </message>
    <message>
        <source>Write made-up rows</source>
        <translation>Erfundene Zeilen schreiben</translation>
    </message>
    <message>
        <source>Add {0} as new data</source>
        <translation>{0} als neue Daten hinzufügen</translation>
    </message>
    <message>
        <source>Its columns can be chosen in any field</source>
        <translation>Ihre Spalten können in jedem Feld gewählt werden</translation>
    </message>
    <message>
        <source>Use it for {0}</source>
        <translation>Für {0} benutzen</translation>
    </message>
    <message>
        <source>The rows of {0} come from it from now on</source>
        <translation>Die Zeilen von {0} kommen von nun an daraus</translation>
    </message>
    <message>
        <source>What the file is for</source>
        <translation>Wofür die Datei ist</translation>
    </message>
</context>
<context>
    <name>DataMenus</name>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <source>Made-up rows</source>
        <translation>Erfundene Zeilen</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation>{0} löschen</translation>
    </message>
    <message>
        <source>Show its values</source>
        <translation>Ihre Werte zeigen</translation>
    </message>
    <message>
        <source>Hide its values</source>
        <translation>Ihre Werte verbergen</translation>
    </message>
    <message>
        <source>It is the column “{0}” of the file</source>
        <translation>Es ist die Spalte „{0}“ der Datei</translation>
    </message>
</context>
<context>
    <name>DataNote</name>
    <message>
        <source>And 1 thing more.</source>
        <translation>Und noch etwas.</translation>
    </message>
    <message>
        <source>And {0} things more.</source>
        <translation>Und noch {0} Dinge.</translation>
    </message>
    <message>
        <source>Show the data</source>
        <translation>Daten zeigen</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Test data</source>
        <translation>Testdaten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Back to the steps</source>
        <translation>Zurück zu den Schritten</translation>
    </message>
    <message>
        <source>1 kind of data</source>
        <translation>1 Art Daten</translation>
    </message>
    <message>
        <source>{0} kinds of data</source>
        <translation>{0} Arten Daten</translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation>noch keine Daten</translation>
    </message>
</context>
<context>
    <name>DayWords</name>
    <message>
        <source>Today, {0}</source>
        <translation>Heute, {0}</translation>
    </message>
    <message>
        <source>Yesterday, {0}</source>
        <translation>Gestern, {0}</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
</context>
<context>
    <name>DemoCard</name>
    <message>
        <source>Start the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>New here? Try the demo shop</source>
        <translation>Neu hier? Den Demo-Shop ausprobieren</translation>
    </message>
    <message>
        <source>A small shop that runs on this computer. First live chart in under a minute, nothing to install.</source>
        <translation>Ein kleiner Shop auf diesem Rechner. Erstes Live-Diagramm in unter einer Minute.</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
</context>
<context>
    <name>DetailsCard</name>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>How people behave</source>
        <translation>Wie sich Personen verhalten</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Details of the load</source>
        <translation>Einzelheiten der Last</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>Changed in another window or program</source>
        <translation>In einem anderen Fenster oder Programm geändert</translation>
    </message>
</context>
<context>
    <name>ErrorsCard</name>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>click one to see the answer</source>
        <translation>für die Antwort einen anklicken</translation>
    </message>
    <message>
        <source>No errors so far.</source>
        <translation>Bisher keine Fehler.</translation>
    </message>
    <message>
        <source>No errors.</source>
        <translation>Keine Fehler.</translation>
    </message>
</context>
<context>
    <name>ErrorsModel</name>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>seit {0}</translation>
    </message>
    <message>
        <source>at {0}</source>
        <translation>um {0}</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>{0} ago</source>
        <translation>vor {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n Mal</numerusform>
            <numerusform>%n Mal</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>first at {0}</source>
        <translation>zuerst bei {0}</translation>
    </message>
    <message>
        <source>last at {0}</source>
        <translation>zuletzt bei {0}</translation>
    </message>
</context>
<context>
    <name>ExchangePanel</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>Was gesendet wurde</translation>
    </message>
    <message>
        <source>Parts of the exchange</source>
        <translation>Teile des Austauschs</translation>
    </message>
    <message>
        <source>The part that is shown</source>
        <translation>Der gezeigte Teil</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>This request is not in the recording any more.</source>
        <translation>Diese Anfrage ist nicht mehr in der Aufzeichnung.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>This request has one answer and no messages. WebSockets and event streams have some.</source>
        <translation>Diese Anfrage hat eine Antwort und keine Nachrichten. WebSockets und Ereignisströme haben welche.</translation>
    </message>
    <message>
        <source>This answer has no body.</source>
        <translation>Diese Antwort hat keinen Inhalt.</translation>
    </message>
    <message>
        <source>This is the beginning of {0}. The whole is in the recording.</source>
        <translation>Dies ist der Anfang von {0}. Das Ganze steht in der Aufzeichnung.</translation>
    </message>
    <message>
        <source>sent    </source>
        <translation>gesendet  </translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen </translation>
    </message>
    <message>
        <source>bytes: </source>
        <translation>Bytes: </translation>
    </message>
</context>
<context>
    <name>ExchangeTools</name>
    <message>
        <source>Copy as curl command</source>
        <translation>Als curl-Befehl kopieren</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>The request, to be pasted into a terminal by those who mend the site. Secrets are hidden.</source>
        <translation>Die Anfrage, zum Einfügen in ein Terminal für alle, die die Website reparieren. Geheimes ist verborgen.</translation>
    </message>
    <message>
        <source>What was sent is too long to be copied.</source>
        <translation>Was gesendet wurde, ist zu lang zum Kopieren.</translation>
    </message>
    <message>
        <source>The page as it came, without its scripts. Nothing is fetched from the site.</source>
        <translation>Die Seite, wie sie kam, ohne ihre Skripte. Von der Website wird nichts geladen.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>LoadStudio shows the page as it came. Its scripts do not run, and nothing is fetched from the site.</source>
        <translation>LoadStudio zeigt die Seite, wie sie kam. Ihre Skripte laufen nicht, und von der Website wird nichts geladen.</translation>
    </message>
    <message>
        <source>No program of this computer opens web pages.</source>
        <translation>Kein Programm dieses Computers öffnet Webseiten.</translation>
    </message>
    <message>
        <source>Could not be opened</source>
        <translation>Konnte nicht geöffnet werden</translation>
    </message>
</context>
<context>
    <name>ExportBar</name>
    <message>
        <source>How much of the file is made</source>
        <translation>Wie viel der Datei fertig ist</translation>
    </message>
    <message>
        <source>Writing {0}…</source>
        <translation>{0} wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Comparison as PDF…</source>
        <translation>Vergleich als PDF…</translation>
    </message>
    <message>
        <source>Report as PDF…</source>
        <translation>Bericht als PDF…</translation>
    </message>
    <message>
        <source>Report as a web page (HTML)…</source>
        <translation>Bericht als Webseite (HTML)…</translation>
    </message>
    <message>
        <source>Numbers for a spreadsheet (CSV)…</source>
        <translation>Zahlen für eine Tabellenkalkulation (CSV)…</translation>
    </message>
    <message>
        <source>Numbers for programs (JSON)…</source>
        <translation>Zahlen für Programme (JSON)…</translation>
    </message>
    <message>
        <source>Limits for a build server (JUnit)…</source>
        <translation>Grenzen für einen Build-Server (JUnit)…</translation>
    </message>
    <message>
        <source>Write the result to</source>
        <translation>Ergebnis schreiben nach</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>The result is written to {0}.</source>
        <translation>Das Ergebnis steht in {0}.</translation>
    </message>
</context>
<context>
    <name>FaultDialog</name>
    <message>
        <source>A fault in LoadStudio</source>
        <translation>Ein Fehler in LoadStudio</translation>
    </message>
    <message>
        <source>LoadStudio made a mistake</source>
        <translation>LoadStudio hat einen Fehler gemacht</translation>
    </message>
    <message>
        <source>What you did last may not have worked. Your scenario and your plan are being saved. You can go on. If this comes again, save and quit, then start LoadStudio anew.</source>
        <translation>Das zuletzt Getane hat vielleicht nicht geklappt. Szenario und Plan werden gerade gesichert. Die Arbeit kann weitergehen. Kommt der Fehler wieder: sichern und beenden, dann LoadStudio neu starten.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>With this report the fault can be found. It tells versions, the place in the program and what was done; recorded data and passwords are left out.</source>
        <translation>Mit diesem Bericht lässt sich der Fehler finden. Er nennt Versionen, die Stelle im Programm und was getan wurde; aufgezeichnete Daten und Passwörter bleiben draußen.</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Save and quit</source>
        <translation>Sichern und beenden</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>It happened {0} times.</source>
        <translation>Er trat {0} Mal auf.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
</context>
<context>
    <name>FieldsForm</name>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>Insert a value</source>
        <translation>Wert einfügen</translation>
    </message>
    <message>
        <source>Do not send it</source>
        <translation>Nicht senden</translation>
    </message>
    <message>
        <source>Send it</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>FileForm</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the file to send</source>
        <translation>Zu sendende Datei wählen</translation>
    </message>
    <message>
        <source>Content type</source>
        <translation>Content-Type</translation>
    </message>
    <message>
        <source>Content type, such as image/png</source>
        <translation>Content-Type, etwa image/png</translation>
    </message>
    <message>
        <source>Bytes of the body</source>
        <translation>Bytes des Inhalts</translation>
    </message>
    <message>
        <source>{0} that are sent byte for byte as recorded.</source>
        <translation>{0}, die Byte für Byte wie aufgezeichnet gesendet werden.</translation>
    </message>
    <message>
        <source>The first {0}:</source>
        <translation>Die ersten {0}:</translation>
    </message>
    <message>
        <source>No file is chosen yet.</source>
        <translation>Noch ist keine Datei gewählt.</translation>
    </message>
    <message>
        <source>The file stands beside the scenario and is read when a run starts.</source>
        <translation>Die Datei liegt neben dem Szenario und wird beim Start eines Laufs gelesen.</translation>
    </message>
</context>
<context>
    <name>FindModel</name>
    <message>
        <source>stays: part of a value&apos;s name</source>
        <translation>bleibt: Teil des Namens eines Werts</translation>
    </message>
    <message>
        <source>Changing value {0}</source>
        <translation>Wechselnder Wert {0}</translation>
    </message>
    <message>
        <source>The scenario</source>
        <translation>Das Szenario</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Log-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Where a value comes from</source>
        <translation>Woher ein Wert kommt</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
</context>
<context>
    <name>FindPanel</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find in everything</source>
        <translation>In allem suchen</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Groß und klein beachten</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Ganze Wörter</translation>
    </message>
    <message>
        <source>The place before</source>
        <translation>Die Stelle davor</translation>
    </message>
    <message>
        <source>The next place</source>
        <translation>Die nächste Stelle</translation>
    </message>
    <message>
        <source>End the search</source>
        <translation>Suche beenden</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace this place</source>
        <translation>Diese Stelle ersetzen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>Gefundene Stellen</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>Replace “{0}”</source>
        <translation>„{0}“ ersetzen</translation>
    </message>
    <message>
        <source>1 place is replaced.</source>
        <translation>1 Stelle ist ersetzt.</translation>
    </message>
    <message>
        <source>{0} places are replaced.</source>
        <translation>{0} Stellen sind ersetzt.</translation>
    </message>
</context>
<context>
    <name>Forecast</name>
    <message>
        <source>The scenario sends nothing: all its requests are switched off.</source>
        <translation>Das Szenario sendet nichts: alle seine Anfragen sind ausgeschaltet.</translation>
    </message>
    <message>
        <source>About &lt;b&gt;{0}&lt;/b&gt; a second at the peak, &lt;b&gt;{1}&lt;/b&gt; in all, in &lt;b&gt;{2}&lt;/b&gt;.</source>
        <translation>Etwa &lt;b&gt;{0}&lt;/b&gt; pro Sekunde in der Spitze, &lt;b&gt;{1}&lt;/b&gt; insgesamt, in &lt;b&gt;{2}&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0} passes&lt;/b&gt; in about &lt;b&gt;{1}&lt;/b&gt;: {2} in all, &lt;b&gt;{3}&lt;/b&gt; a second at the peak.</source>
        <translation>&lt;b&gt;{0} Durchgänge&lt;/b&gt; in etwa &lt;b&gt;{1}&lt;/b&gt;: {2} insgesamt, &lt;b&gt;{3}&lt;/b&gt; pro Sekunde in der Spitze.</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>{0} minutes</source>
        <translation>{0} Minuten</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 Anfrage</translation>
    </message>
    <message>
        <source>{0} requests</source>
        <translation>{0} Anfragen</translation>
    </message>
</context>
<context>
    <name>ForecastLine</name>
    <message>
        <source>And {0} more.</source>
        <translation>Und {0} weitere.</translation>
    </message>
    <message>
        <source>This computer can send about {0} a second.</source>
        <translation>Dieser Rechner kann etwa {0} je Sekunde senden.</translation>
    </message>
</context>
<context>
    <name>Generators</name>
    <message>
        <source>A run is going on. Measure this computer when it is over.</source>
        <translation>Ein Lauf ist im Gang. Messen Sie diesen Rechner, wenn er vorbei ist.</translation>
    </message>
</context>
<context>
    <name>HealthStrip</name>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
</context>
<context>
    <name>HostsCard</name>
    <message>
        <source>Allowed hosts</source>
        <translation>Erlaubte Hosts</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Allow another host</source>
        <translation>Weiteren Host erlauben</translation>
    </message>
    <message>
        <source>Host to allow</source>
        <translation>Zu erlaubender Host</translation>
    </message>
    <message>
        <source>Send to another address</source>
        <translation>An eine andere Adresse senden</translation>
    </message>
    <message>
        <source>Only these get load. Nothing else is called.</source>
        <translation>Nur diese bekommen Last. Sonst wird nichts aufgerufen.</translation>
    </message>
    <message>
        <source>Not recorded: you are asked before the run starts.</source>
        <translation>Nicht aufgezeichnet: vor dem Start wird nachgefragt.</translation>
    </message>
    <message>
        <source>{0}, not allowed yet</source>
        <translation>{0}, noch nicht erlaubt</translation>
    </message>
</context>
<context>
    <name>HostsPanel</name>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Weggelassen</translation>
    </message>
    <message>
        <source>Hosts appear here as the browser calls them.</source>
        <translation>Hosts erscheinen hier, sobald der Browser sie aufruft.</translation>
    </message>
    <message>
        <source>Dropped hosts are never put under load.</source>
        <translation>Weggelassene Hosts bekommen nie Last.</translation>
    </message>
    <message>
        <source>Keep {0}</source>
        <translation>{0} behalten</translation>
    </message>
    <message>
        <source>request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
</context>
<context>
    <name>IfForm</name>
    <message>
        <source>What is in it is done only if</source>
        <translation>Der Inhalt wird nur ausgeführt, wenn</translation>
    </message>
    <message>
        <source>Change condition</source>
        <translation>Bedingung ändern</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>No scenario was made. The recording is kept: {0}</source>
        <translation>Es entstand kein Szenario. Die Aufzeichnung bleibt erhalten: {0}</translation>
    </message>
    <message>
        <source>Make the scenario</source>
        <translation>Szenario erzeugen</translation>
    </message>
    <message>
        <source>Making the scenario of {0} …</source>
        <translation>Szenario aus {0} wird erzeugt …</translation>
    </message>
</context>
<context>
    <name>JsonForm</name>
    <message>
        <source>Members of the body</source>
        <translation>Teile des Inhalts</translation>
    </message>
    <message>
        <source>Add member</source>
        <translation>Eintrag hinzufügen</translation>
    </message>
    <message>
        <source>Name of the member</source>
        <translation>Name des Eintrags</translation>
    </message>
    <message>
        <source>Kind of the value</source>
        <translation>Art des Werts</translation>
    </message>
    <message>
        <source>Remove this member</source>
        <translation>Diesen Eintrag entfernen</translation>
    </message>
    <message>
        <source>Value of the member</source>
        <translation>Wert des Eintrags</translation>
    </message>
    <message>
        <source>Yes (true) or no (false)</source>
        <translation>Ja (true) oder nein (false)</translation>
    </message>
    <message>
        <source>This is no number. To send it as text, change the kind to Text.</source>
        <translation>Das ist keine Zahl. Soll es als Text gesendet werden, ändern Sie die Art in Text.</translation>
    </message>
    <message>
        <source>Edit body</source>
        <translation>Inhalt ändern</translation>
    </message>
    <message>
        <source>Rename a member</source>
        <translation>Eintrag umbenennen</translation>
    </message>
    <message>
        <source>Change the kind of a value</source>
        <translation>Art eines Werts ändern</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>Eintrag hinzufügen</translation>
    </message>
    <message>
        <source>Remove a member</source>
        <translation>Eintrag entfernen</translation>
    </message>
</context>
<context>
    <name>JsonModel</name>
    <message>
        <source>Item {0}</source>
        <translation>Element {0}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>1 member</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>{0} members</source>
        <translation>{0} Einträge</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 Element</translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation>{0} Elemente</translation>
    </message>
</context>
<context>
    <name>LabelsModel</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenzwert</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>p95 {0}</source>
        <translation>p95 {0}</translation>
    </message>
    <message>
        <source>errors {0}</source>
        <translation>Fehler {0}</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Verletzt</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>The limit is {0}.</source>
        <translation>Der Grenzwert ist {0}.</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>en</source>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>LeftBanner</name>
    <message>
        <source>Do not ask again about this recording</source>
        <translation>Zu dieser Aufzeichnung nicht mehr fragen</translation>
    </message>
    <message>
        <source>A recording of {0} never became a scenario. What was recorded is kept.</source>
        <translation>Aus einer Aufzeichnung von {0} wurde nie ein Szenario. Das Aufgezeichnete ist noch da.</translation>
    </message>
    <message>
        <source>LoadStudio ended suddenly while you worked on “{0}”. Your work is kept ({1}).</source>
        <translation>LoadStudio endete plötzlich, während Sie an „{0}“ arbeiteten. Ihre Arbeit ist aufbewahrt ({1}).</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Do not ask again about this scenario</source>
        <translation>Nicht wieder nach diesem Szenario fragen</translation>
    </message>
</context>
<context>
    <name>LimitsCard</name>
    <message>
        <source>Limits</source>
        <translation>Grenzwerte</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a limit</source>
        <translation>Grenzwert hinzufügen</translation>
    </message>
    <message>
        <source>Take this limit away</source>
        <translation>Diesen Grenzwert entfernen</translation>
    </message>
    <message>
        <source>{0} of 100 answers within</source>
        <translation>{0} von 100 unter</translation>
    </message>
    <message>
        <source>Errors below</source>
        <translation>Fehler unter</translation>
    </message>
    <message>
        <source>Requests a second above</source>
        <translation>Anfragen pro Sekunde über</translation>
    </message>
    <message>
        <source>Slowest answer within</source>
        <translation>Langsamste Antwort binnen</translation>
    </message>
    <message>
        <source>Mean answer within</source>
        <translation>Mittlere Antwort binnen</translation>
    </message>
    <message>
        <source>Answers of a step</source>
        <translation>Antworten eines Schritts</translation>
    </message>
    <message>
        <source>Errors of a step</source>
        <translation>Fehler eines Schritts</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>Everything stays on this computer. The recording holds all that you type, passwords too.</source>
        <translation>Alles bleibt auf diesem Rechner. Die Aufzeichnung enthält alles Getippte, auch Passwörter.</translation>
    </message>
    <message>
        <source>Another device or program…</source>
        <translation>Anderes Gerät oder Programm…</translation>
    </message>
    <message>
        <source>Use the site in the browser window. Its requests appear here.</source>
        <translation>Die Site im Browserfenster benutzen. Die Anfragen erscheinen hier.</translation>
    </message>
    <message>
        <source>Set the proxy at the right in the other device or program. Its requests appear here.</source>
        <translation>Den Proxy rechts im anderen Gerät oder Programm eintragen. Die Anfragen erscheinen hier.</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} in {1}</translation>
    </message>
    <message>
        <source>whatever comes through {0}</source>
        <translation>was immer durch {0} kommt</translation>
    </message>
    <message>
        <source>a moment ago</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>{0} seconds ago</source>
        <translation>vor {0} Sekunden</translation>
    </message>
    <message>
        <source>Saved automatically, {0}</source>
        <translation>Selbsttätig gesichert, {0}</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>choose one to see it alone</source>
        <translation>wählen Sie einen, um ihn allein zu sehen</translation>
    </message>
    <message>
        <source>Show all steps again</source>
        <translation>Wieder alle Schritte zeigen</translation>
    </message>
    <message>
        <source>{0} stopped</source>
        <translation>{0} beendet</translation>
    </message>
    <message>
        <source>finishing</source>
        <translation>wird fertig</translation>
    </message>
    <message>
        <source>set by hand to {0}</source>
        <translation>von Hand auf {0} gesetzt</translation>
    </message>
    <message>
        <source>most {0}</source>
        <translation>höchstens {0}</translation>
    </message>
    <message>
        <source>going to {0}</source>
        <translation>auf dem Weg zu {0}</translation>
    </message>
</context>
<context>
    <name>Load</name>
    <message>
        <source>1 person</source>
        <translation>1 Person</translation>
    </message>
    <message>
        <source>{0} people</source>
        <translation>{0} Personen</translation>
    </message>
    <message>
        <source>1 visitor a minute</source>
        <translation>1 Besucher pro Minute</translation>
    </message>
    <message>
        <source>{0} visitors a minute</source>
        <translation>{0} Besucher pro Minute</translation>
    </message>
</context>
<context>
    <name>LoadNumbers</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Ramp-up</source>
        <translation>Anstieg</translation>
    </message>
    <message>
        <source>Lasts</source>
        <translation>Dauert</translation>
    </message>
    <message>
        <source>when the time is up</source>
        <translation>wenn die Zeit um ist</translation>
    </message>
    <message>
        <source>after so many passes</source>
        <translation>nach so vielen Durchgängen</translation>
    </message>
    <message>
        <source>after so many each</source>
        <translation>nach so vielen je Person</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Passes in all</source>
        <translation>Durchgänge insgesamt</translation>
    </message>
    <message>
        <source>People at once, at most</source>
        <translation>Personen gleichzeitig, höchstens</translation>
    </message>
    <message>
        <source>Who comes when so many are there already is turned away and counted: the site was too slow.</source>
        <translation>Wer kommt, wenn schon so viele da sind, wird abgewiesen und gezählt: die Site war zu langsam.</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>people at once</source>
        <translation>Personen gleichzeitig</translation>
    </message>
    <message>
        <source>Visitors a minute</source>
        <translation>Besucher pro Minute</translation>
    </message>
    <message>
        <source>Passes for each person</source>
        <translation>Durchgänge je Person</translation>
    </message>
</context>
<context>
    <name>LoadScreen</name>
    <message>
        <source>Record a site first, then say how many people shall use it.</source>
        <translation>Zuerst eine Site aufzeichnen, dann sagen, wie viele Personen sie benutzen sollen.</translation>
    </message>
    <message>
        <source>Record a site</source>
        <translation>Site aufzeichnen</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Start the run</source>
        <translation>Lauf starten</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Ctrl+Return</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Enter</translation>
    </message>
    <message>
        <source>Change the limits</source>
        <translation>Grenzwerte ändern</translation>
    </message>
    <message>
        <source>Send the load elsewhere</source>
        <translation>Last woandershin senden</translation>
    </message>
    <message>
        <source>The others</source>
        <translation>Die anderen</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>Lauf zeigen</translation>
    </message>
</context>
<context>
    <name>LogInForm</name>
    <message>
        <source>None in this request</source>
        <translation>Keine in dieser Anfrage</translation>
    </message>
    <message>
        <source>Name and password (Basic)</source>
        <translation>Name und Kennwort (Basic)</translation>
    </message>
    <message>
        <source>Name and password (Digest)</source>
        <translation>Name und Kennwort (Digest)</translation>
    </message>
    <message>
        <source>Kind of log-in</source>
        <translation>Art der Anmeldung</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Type $ to take them from your test data: each person then logs in with a row of its own.</source>
        <translation>Tippen Sie $, um sie aus Ihren Testdaten zu nehmen: Dann meldet sich jede Person mit einer eigenen Zeile an.</translation>
    </message>
    <message>
        <source>The Authorization header above is not sent while there is a log-in here.</source>
        <translation>Die Kopfzeile Authorization oben wird nicht gesendet, solange hier eine Anmeldung steht.</translation>
    </message>
    <message>
        <source>Log-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Change the log-in</source>
        <translation>Anmeldung ändern</translation>
    </message>
    <message>
        <source>Edit the log-in</source>
        <translation>Anmeldung bearbeiten</translation>
    </message>
</context>
<context>
    <name>LoopForm</name>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Only while</source>
        <translation>Nur solange</translation>
    </message>
    <message>
        <source>Stop earlier, when a condition no longer holds</source>
        <translation>Früher aufhören, wenn eine Bedingung nicht mehr gilt</translation>
    </message>
    <message>
        <source>So often each person does what is in it, one after the other.</source>
        <translation>So oft führt jede Person den Inhalt aus, nacheinander.</translation>
    </message>
    <message>
        <source>Change repetitions</source>
        <translation>Wiederholungen ändern</translation>
    </message>
    <message>
        <source>Change condition</source>
        <translation>Bedingung ändern</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Help and keys</source>
        <translation>Hilfe und Tasten</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>Frühere Stände</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>What you did last ({0}) is not in the file: LoadStudio ended before it was saved.</source>
        <translation>Was Sie zuletzt taten ({0}), steht nicht in der Datei: LoadStudio endete, bevor es gespeichert war.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Bring back unsaved work</source>
        <translation>Ungespeichertes zurückholen</translation>
    </message>
    <message>
        <source>Closing: what runs is ended in order and everything is saved.</source>
        <translation>Wird geschlossen: was läuft, wird geordnet beendet, und alles wird gesichert.</translation>
    </message>
</context>
<context>
    <name>MissingLetters</name>
    <message>
        <source>This computer has no font for some letters of this scenario, so boxes stand for them.</source>
        <translation>Dieser Computer hat für manche Buchstaben dieses Szenarios keine Schrift; dafür stehen Kästchen.</translation>
    </message>
    <message>
        <source>They are kept and sent as they are. To see them, install {0}, then start LoadStudio again.</source>
        <translation>Sie werden so aufbewahrt und gesendet, wie sie sind. Um sie zu sehen, installieren Sie {0}, und starten Sie LoadStudio neu.</translation>
    </message>
</context>
<context>
    <name>MusterDialog</name>
    <message>
        <source>Waiting for other computers</source>
        <translation>Warten auf andere Rechner</translation>
    </message>
    <message>
        <source>The line to call there</source>
        <translation>Die Zeile, die dort aufzurufen ist</translation>
    </message>
    <message>
        <source>The line is a key for this run only: who has it can join and sees the scenario and its test data.</source>
        <translation>Die Zeile ist ein Schlüssel nur für diesen Lauf: Wer sie hat, kann mitmachen und sieht das Szenario und seine Testdaten.</translation>
    </message>
    <message>
        <source>Computers that have joined</source>
        <translation>Rechner, die da sind</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Do not wait</source>
        <translation>Nicht warten</translation>
    </message>
    <message>
        <source>Begin with those who came</source>
        <translation>Mit den Anwesenden beginnen</translation>
    </message>
    <message>
        <source>They make the whole load; who comes later is sent away.</source>
        <translation>Sie machen die ganze Last; wer später kommt, wird weggeschickt.</translation>
    </message>
    <message>
        <source>The run is being made ready …</source>
        <translation>Der Lauf wird vorbereitet …</translation>
    </message>
    <message>
        <source>Paste this line into a terminal of each of the {0} other computers. The run begins when all have joined.</source>
        <translation>Fügen Sie diese Zeile in ein Terminal jedes der {0} anderen Rechner ein. Der Lauf beginnt, wenn alle dabei sind.</translation>
    </message>
    <message>
        <source>Paste this line into a terminal of the other computer. The run begins when it has joined.</source>
        <translation>Fügen Sie diese Zeile in ein Terminal des anderen Rechners ein. Der Lauf beginnt, wenn er dabei ist.</translation>
    </message>
    <message>
        <source>{0} of {1} have joined</source>
        <translation>{0} von {1} sind da</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
</context>
<context>
    <name>NoData</name>
    <message>
        <source>People who all type the same are easy to serve. Give each their own account, word or address.</source>
        <translation>Leute, die alle dasselbe tippen, sind leicht zu bedienen. Gib jeder Person ihr eigenes Konto, ihr eigenes Wort oder ihre eigene Adresse.</translation>
    </message>
    <message>
        <source>Add data from a file</source>
        <translation>Daten aus einer Datei hinzufügen</translation>
    </message>
</context>
<context>
    <name>NoteBar</name>
    <message>
        <source>Note of this moment</source>
        <translation>Notiz zu diesem Moment</translation>
    </message>
    <message>
        <source>What should you remember of this moment?</source>
        <translation>Was ist von diesem Moment zu merken?</translation>
    </message>
    <message>
        <source>Keep note</source>
        <translation>Notiz behalten</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Take this message away</source>
        <translation>Diese Meldung entfernen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>This is a fault in LoadStudio: {0}</source>
        <translation>Dies ist ein Fehler in LoadStudio: {0}</translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation>Bericht zeigen</translation>
    </message>
</context>
<context>
    <name>OffersCard</name>
    <message>
        <source>You typed</source>
        <translation>Getippt wurde</translation>
    </message>
    <message>
        <source>All people type the same so far.</source>
        <translation>Bisher tippen alle dasselbe.</translation>
    </message>
    <message>
        <source>Search word</source>
        <translation>Suchwort</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>Variieren</translation>
    </message>
    <message>
        <source>Make test data of {0}</source>
        <translation>Aus {0} Testdaten machen</translation>
    </message>
    <message>
        <source>Put it into a file, in which each person can have another</source>
        <translation>In eine Datei schreiben, in der jede Person etwas anderes haben kann</translation>
    </message>
</context>
<context>
    <name>OpenFile</name>
    <message>
        <source>Open a recording, a scenario, or a file of another tool</source>
        <translation>Aufzeichnung, Szenario oder Datei eines anderen Werkzeugs öffnen</translation>
    </message>
    <message>
        <source>Everything that can be opened ({0})</source>
        <translation>Alles, was sich öffnen lässt ({0})</translation>
    </message>
</context>
<context>
    <name>Origins</name>
    <message>
        <source>All values</source>
        <translation>Alle Werte</translation>
    </message>
    <message>
        <source>Where the values come from</source>
        <translation>Woher die Werte kommen</translation>
    </message>
</context>
<context>
    <name>OthersCard</name>
    <message>
        <source>Other computers</source>
        <translation>Andere Rechner</translation>
    </message>
    <message>
        <source>Let other computers make the load</source>
        <translation>Andere Rechner die Last machen lassen</translation>
    </message>
    <message>
        <source>How many other computers</source>
        <translation>Wie viele andere Rechner</translation>
    </message>
    <message>
        <source>computer makes the load</source>
        <translation>Rechner macht die Last</translation>
    </message>
    <message>
        <source>computers make the load</source>
        <translation>Rechner machen die Last</translation>
    </message>
    <message>
        <source>When you start, LoadStudio shows the line to call there, and waits until all have joined.</source>
        <translation>Beim Start zeigt LoadStudio die Zeile, die dort aufzurufen ist, und wartet, bis alle da sind.</translation>
    </message>
    <message>
        <source>For more people than this computer can drive.</source>
        <translation>Für mehr Personen, als dieser Rechner schafft.</translation>
    </message>
</context>
<context>
    <name>PartEdits</name>
    <message>
        <source>Rename step</source>
        <translation>Schritt umbenennen</translation>
    </message>
    <message>
        <source>Rename request</source>
        <translation>Anfrage umbenennen</translation>
    </message>
    <message>
        <source>Rename Python step</source>
        <translation>Python-Schritt umbenennen</translation>
    </message>
    <message>
        <source>Change think time</source>
        <translation>Denkzeit ändern</translation>
    </message>
    <message>
        <source>Reset {0} to recorded</source>
        <translation>{0} auf die Aufzeichnung zurücksetzen</translation>
    </message>
    <message>
        <source>{0} is sent as recorded again.</source>
        <translation>{0} wird wieder wie aufgezeichnet gesendet.</translation>
    </message>
    <message>
        <source>Switch on {0}</source>
        <translation>{0} einschalten</translation>
    </message>
    <message>
        <source>Switch off {0}</source>
        <translation>{0} ausschalten</translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation>{0} löschen</translation>
    </message>
    <message>
        <source>{0} is deleted.</source>
        <translation>{0} ist gelöscht.</translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation>{0} duplizieren</translation>
    </message>
    <message>
        <source>Move {0}</source>
        <translation>{0} verschieben</translation>
    </message>
    <message>
        <source>Repeat {0}</source>
        <translation>{0} wiederholen</translation>
    </message>
    <message>
        <source>Do {0} only if</source>
        <translation>{0} nur ausführen, wenn</translation>
    </message>
    <message>
        <source>Choose among {0}</source>
        <translation>Aus {0} wählen</translation>
    </message>
    <message>
        <source>Group {0}</source>
        <translation>{0} gruppieren</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Take out of {0}</source>
        <translation>Aus {0} herausnehmen</translation>
    </message>
    <message>
        <source>Cut {0}</source>
        <translation>{0} ausschneiden</translation>
    </message>
    <message>
        <source>There is nothing to paste. Copy a step or request first.</source>
        <translation>Es gibt nichts einzufügen. Zuerst einen Schritt oder eine Anfrage kopieren.</translation>
    </message>
    <message>
        <source>Paste {0}</source>
        <translation>{0} einfügen</translation>
    </message>
    <message>
        <source>{0} parts</source>
        <translation>{0} Teile</translation>
    </message>
</context>
<context>
    <name>PartPanel</name>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Do this</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>More for this part</source>
        <translation>Mehr zu diesem Teil</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Each table shows the step under this name.</source>
        <translation>Jede Tabelle zeigt den Schritt unter diesem Namen.</translation>
    </message>
    <message>
        <source>Think time</source>
        <translation>Denkzeit</translation>
    </message>
    <message>
        <source>As recorded; the load may scale it.</source>
        <translation>Wie aufgezeichnet; die Last kann sie verlängern oder kürzen.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>What this step is for</source>
        <translation>Wozu dieser Schritt dient</translation>
    </message>
    <message>
        <source>{0} parts are chosen</source>
        <translation>{0} Teile sind gewählt</translation>
    </message>
    <message>
        <source>The person reads, thinks and types before the next request.</source>
        <translation>Die Person liest, denkt und tippt vor der nächsten Anfrage.</translation>
    </message>
    <message>
        <source>It is empty. Drag requests or steps into it.</source>
        <translation>Leer. Anfragen oder Schritte hierher ziehen.</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 Anfrage</translation>
    </message>
    <message>
        <source>{0} requests</source>
        <translation>{0} Anfragen</translation>
    </message>
    <message>
        <source>, {0} of them page files</source>
        <translation>, davon {0} Dateien der Seite</translation>
    </message>
    <message>
        <source>{0}{1}; {2} of think time.</source>
        <translation>{0}{1}; {2} Denkzeit.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>Notiz bearbeiten</translation>
    </message>
</context>
<context>
    <name>PartRow</name>
    <message>
        <source>Name of the field</source>
        <translation>Name des Felds</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Content type</source>
        <translation>Content-Type</translation>
    </message>
    <message>
        <source>Content type, such as image/png</source>
        <translation>Content-Type, etwa image/png</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0} entfernen</translation>
    </message>
    <message>
        <source>Value of {0}</source>
        <translation>Wert von {0}</translation>
    </message>
    <message>
        <source>Choose the file for {0}</source>
        <translation>Datei für {0} wählen</translation>
    </message>
    <message>
        <source>no file, as recorded</source>
        <translation>keine Datei, wie aufgezeichnet</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}, {1}</translation>
    </message>
</context>
<context>
    <name>PartsForm</name>
    <message>
        <source>Add field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>Add file…</source>
        <translation>Datei hinzufügen …</translation>
    </message>
    <message>
        <source>Edit body</source>
        <translation>Inhalt ändern</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>file</source>
        <translation>datei</translation>
    </message>
    <message>
        <source>Add a file</source>
        <translation>Datei hinzufügen</translation>
    </message>
    <message>
        <source>Add a field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>Remove a file</source>
        <translation>Datei entfernen</translation>
    </message>
    <message>
        <source>Remove a field</source>
        <translation>Feld entfernen</translation>
    </message>
</context>
<context>
    <name>PlanEdits</name>
    <message>
        <source>Change the settings</source>
        <translation>Einstellungen ändern</translation>
    </message>
    <message>
        <source>Change the load</source>
        <translation>Last ändern</translation>
    </message>
    <message>
        <source>Add a scenario</source>
        <translation>Szenario hinzufügen</translation>
    </message>
    <message>
        <source>Change the shares</source>
        <translation>Anteile ändern</translation>
    </message>
    <message>
        <source>Take a scenario out</source>
        <translation>Szenario herausnehmen</translation>
    </message>
    <message>
        <source>Give a load of its own</source>
        <translation>Eigene Last geben</translation>
    </message>
    <message>
        <source>Share the load</source>
        <translation>Last teilen</translation>
    </message>
    <message>
        <source>Allow a host</source>
        <translation>Host erlauben</translation>
    </message>
    <message>
        <source>Take a host away</source>
        <translation>Host entfernen</translation>
    </message>
</context>
<context>
    <name>PlanFile</name>
    <message>
        <source>Changed in another window or program</source>
        <translation>In einem anderen Fenster oder Programm geändert</translation>
    </message>
</context>
<context>
    <name>Playback</name>
    <message>
        <source>Play back</source>
        <translation>Abspielen</translation>
    </message>
</context>
<context>
    <name>PlaybackBar</name>
    <message>
        <source>Played back</source>
        <translation>Abgespielt</translation>
    </message>
    <message>
        <source>See which values change by playing it back</source>
        <translation>Durch Abspielen sehen, welche Werte wechseln</translation>
    </message>
    <message>
        <source>Its requests are really sent again, five times at most: an order is placed each time.</source>
        <translation>Die Anfragen werden wirklich erneut gesendet, höchstens fünfmal: jedes Mal wird etwa eine Bestellung aufgegeben.</translation>
    </message>
    <message>
        <source>Play it back</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Request {0} of {1}</source>
        <translation>Anfrage {0} von {1}</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Playing it back to see which values change</source>
        <translation>Wird abgespielt, um wechselnde Werte zu sehen</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>It could not be played back</source>
        <translation>Das Abspielen ging nicht</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Played back: the whole pass works</source>
        <translation>Abgespielt: der ganze Durchgang klappt</translation>
    </message>
    <message>
        <source>Play it again</source>
        <translation>Noch einmal abspielen</translation>
    </message>
    <message>
        <source>Played back: something still goes wrong</source>
        <translation>Abgespielt: etwas geht noch schief</translation>
    </message>
    <message>
        <source>Weighing the answers</source>
        <translation>Die Antworten werden abgewogen</translation>
    </message>
    <message>
        <source>round {0} after a repair</source>
        <translation>Runde {0} nach einer Reparatur</translation>
    </message>
    <message>
        <source>really sent again</source>
        <translation>wirklich noch einmal gesendet</translation>
    </message>
    <message>
        <source>Played back: it works, without what was left out</source>
        <translation>Abgespielt: Es läuft, ohne was weggelassen wurde</translation>
    </message>
    <message>
        <source>{0} values confirmed</source>
        <translation>{0} Werte bestätigt</translation>
    </message>
    <message>
        <source>1 value confirmed</source>
        <translation>1 Wert bestätigt</translation>
    </message>
    <message>
        <source>{0} constant so far</source>
        <translation>{0} bisher gleich</translation>
    </message>
    <message>
        <source>{0} unresolved</source>
        <translation>{0} ungeklärt</translation>
    </message>
    <message>
        <source>repaired in {0} rounds</source>
        <translation>in {0} Runden korrigiert</translation>
    </message>
    <message>
        <source>{0} of {1} requests went well</source>
        <translation>{0} von {1} Anfragen gingen gut</translation>
    </message>
    <message>
        <source>All answers are as recorded</source>
        <translation>Alle Antworten sind wie aufgezeichnet</translation>
    </message>
</context>
<context>
    <name>PreviewCard</name>
    <message>
        <source>First rows</source>
        <translation>Erste Zeilen</translation>
    </message>
    <message>
        <source>Write 200 rows to a file…</source>
        <translation>200 Zeilen in eine Datei schreiben …</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>PreviewModel</name>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
</context>
<context>
    <name>ProfileCard</name>
    <message>
        <source>The load over time</source>
        <translation>Die Last im Verlauf</translation>
    </message>
    <message>
        <source>at</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>People at once</source>
        <translation>Personen gleichzeitig</translation>
    </message>
    <message>
        <source>Visitors per minute</source>
        <translation>Besucher pro Minute</translation>
    </message>
    <message>
        <source>Kind of load</source>
        <translation>Art der Last</translation>
    </message>
    <message>
        <source>So many people are there; a slow site gets fewer requests.</source>
        <translation>So viele Personen sind da; eine langsame Site bekommt weniger Anfragen.</translation>
    </message>
    <message>
        <source>So many people come, however slow the site is.</source>
        <translation>So viele Personen kommen, wie langsam die Site auch ist.</translation>
    </message>
    <message>
        <source>Whose load is drawn</source>
        <translation>Wessen Last gezeichnet ist</translation>
    </message>
    <message>
        <source>Steady</source>
        <translation>Gleichmäßig</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>Rampe</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Spike</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>Soak</source>
        <translation>Dauerlast</translation>
    </message>
    <message>
        <source>Shape to start from</source>
        <translation>Form für den Anfang</translation>
    </message>
    <message>
        <source>Add point</source>
        <translation>Punkt hinzufügen</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Anfangen mit</translation>
    </message>
    <message>
        <source>people</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>pro Minute</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Record</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>RecentModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>Letztes Ergebnis</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation>Noch nicht gelaufen</translation>
    </message>
</context>
<context>
    <name>RecordScreen</name>
    <message>
        <source>Open what was recorded</source>
        <translation>Aufgezeichnetes öffnen</translation>
    </message>
    <message>
        <source>The CA file is saved as {0}. Have the device or program trust it while you record.</source>
        <translation>Die CA-Datei liegt in {0}. Das Gerät oder Programm muss ihr beim Aufzeichnen vertrauen.</translation>
    </message>
</context>
<context>
    <name>RecordingStrip</name>
    <message>
        <source>elapsed</source>
        <translation>vergangen</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop and review</source>
        <translation>Stoppen und ansehen</translation>
    </message>
    <message>
        <source>Open to your network</source>
        <translation>Für das Netzwerk offen</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Zeichnet auf</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Finishing the recording</source>
        <translation>Aufzeichnung wird abgeschlossen</translation>
    </message>
    <message>
        <source>Reading the recording</source>
        <translation>Aufzeichnung wird gelesen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>RequestPanel</name>
    <message>
        <source>Edit address</source>
        <translation>Adresse bearbeiten</translation>
    </message>
    <message>
        <source>Add header</source>
        <translation>Header hinzufügen</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Send this request</source>
        <translation>Diese Anfrage senden</translation>
    </message>
    <message>
        <source>More for this request</source>
        <translation>Mehr zu dieser Anfrage</translation>
    </message>
    <message>
        <source>Reset to recorded</source>
        <translation>Auf Aufzeichnung zurücksetzen</translation>
    </message>
    <message>
        <source>method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>headers or log-in</source>
        <translation>Kopfzeilen oder Anmeldung</translation>
    </message>
    <message>
        <source>body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Not as recorded: {0}.</source>
        <translation>Nicht wie aufgezeichnet: {0}.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Parts of the request</source>
        <translation>Teile der Anfrage</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Edit headers</source>
        <translation>Header bearbeiten</translation>
    </message>
</context>
<context>
    <name>RequestsCard</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Opening the browser …</source>
        <translation>Der Browser wird geöffnet …</translation>
    </message>
    <message>
        <source>No request is like this.</source>
        <translation>Keine Anfrage ist so.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Take the chosen requests out of the recording (Delete)</source>
        <translation>Gewählte Anfragen aus der Aufzeichnung nehmen (Entf)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Follow newest</source>
        <translation>Neueste zeigen</translation>
    </message>
    <message>
        <source>Find a host, address or state</source>
        <translation>Host, Adresse oder Status finden</translation>
    </message>
    <message>
        <source>Find among the requests</source>
        <translation>Unter den Anfragen finden</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Show only {0}</source>
        <translation>Nur {0} zeigen</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Today {0}</source>
        <translation>Heute {0}</translation>
    </message>
    <message>
        <source>Yesterday {0}</source>
        <translation>Gestern {0}</translation>
    </message>
</context>
<context>
    <name>ResultsHead</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>More about this run</source>
        <translation>Mehr zu diesem Lauf</translation>
    </message>
    <message>
        <source>Back to the run</source>
        <translation>Zurück zum Lauf</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>It takes two runs that can be read: run the load again.</source>
        <translation>Dazu braucht es zwei lesbare Läufe: Starten Sie die Last noch einmal.</translation>
    </message>
    <message>
        <source>{0} requests</source>
        <translation>{0} Anfragen</translation>
    </message>
    <message>
        <source>{0} compared with {1}</source>
        <translation>{0} verglichen mit {1}</translation>
    </message>
</context>
<context>
    <name>ResultsScreen</name>
    <message>
        <source>There are no results yet. Run a load test and its result stands here.</source>
        <translation>Es gibt noch keine Ergebnisse. Nach einem Lasttest steht das Ergebnis hier.</translation>
    </message>
    <message>
        <source>Plan the load</source>
        <translation>Last planen</translation>
    </message>
    <message>
        <source>Rename this run</source>
        <translation>Diesen Lauf umbenennen</translation>
    </message>
    <message>
        <source>Delete this run</source>
        <translation>Diesen Lauf löschen</translation>
    </message>
    <message>
        <source>Delete the chosen runs</source>
        <translation>Die gewählten Läufe löschen</translation>
    </message>
    <message>
        <source>A run that is going on cannot be deleted. Stop it first.</source>
        <translation>Ein Lauf, der noch läuft, kann nicht gelöscht werden. Halten Sie ihn zuerst an.</translation>
    </message>
    <message>
        <source>The run is deleted.</source>
        <translation>Der Lauf ist gelöscht.</translation>
    </message>
    <message numerus="yes">
        <source>%n runs are deleted.</source>
        <translation>
            <numerusform>%n Lauf ist gelöscht.</numerusform>
            <numerusform>%n Läufe sind gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Review the recording</source>
        <translation>Aufzeichnung ansehen</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Neu aufzeichnen</translation>
    </message>
    <message>
        <source>To the scenario</source>
        <translation>Zum Szenario</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation>{0} Schritte</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>{0} requests</source>
        <translation>{0} Anfragen</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 Anfrage</translation>
    </message>
    <message>
        <source>Switch {0} on</source>
        <translation>{0} einschalten</translation>
    </message>
    <message>
        <source>Switch {0} off</source>
        <translation>{0} ausschalten</translation>
    </message>
    <message>
        <source>Rename step</source>
        <translation>Schritt umbenennen</translation>
    </message>
    <message>
        <source>Keep {0}</source>
        <translation>{0} behalten</translation>
    </message>
    <message>
        <source>Drop {0}</source>
        <translation>{0} weglassen</translation>
    </message>
</context>
<context>
    <name>RoleRow</name>
    <message>
        <source>Share of {0}</source>
        <translation>Anteil von {0}</translation>
    </message>
    <message>
        <source>own load</source>
        <translation>eigene Last</translation>
    </message>
    <message>
        <source>Show the load of {0}</source>
        <translation>Last von {0} zeigen</translation>
    </message>
    <message>
        <source>More about {0}</source>
        <translation>Mehr zu {0}</translation>
    </message>
</context>
<context>
    <name>RunCharts</name>
    <message>
        <source>How long answers take</source>
        <translation>Wie lange Antworten dauern</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>half (p50)</source>
        <translation>Hälfte (p50)</translation>
    </message>
    <message>
        <source>95 % (p95)</source>
        <translation>95 % (p95)</translation>
    </message>
    <message>
        <source>99 % (p99)</source>
        <translation>99 % (p99)</translation>
    </message>
    <message>
        <source>Requests a second and people</source>
        <translation>Anfragen pro Sekunde und Personen</translation>
    </message>
    <message>
        <source> / s</source>
        <translation> / s</translation>
    </message>
    <message>
        <source>requests / s</source>
        <translation>Anfragen / s</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>people</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>failed / s</source>
        <translation>fehlgeschlagen / s</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>How long {0} takes</source>
        <translation>Wie lange {0} dauert</translation>
    </message>
    <message>
        <source>{0}, times a second</source>
        <translation>{0}, Male pro Sekunde</translation>
    </message>
    <message>
        <source>times / s</source>
        <translation>Male / s</translation>
    </message>
    <message>
        <source>Requests and people</source>
        <translation>Anfragen und Personen</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>limit for {0}</source>
        <translation>Grenzwert für {0}</translation>
    </message>
    <message>
        <source>{0}: {1}, far above</source>
        <translation>{0}: {1}, weit darüber</translation>
    </message>
</context>
<context>
    <name>RunEdits</name>
    <message>
        <source>Rename run</source>
        <translation>Lauf umbenennen</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>Notiz ändern</translation>
    </message>
    <message>
        <source>Delete run</source>
        <translation>Lauf löschen</translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation>Läufe löschen</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurückholen</translation>
    </message>
</context>
<context>
    <name>RunHead</name>
    <message>
        <source>Change load</source>
        <translation>Last ändern</translation>
    </message>
    <message>
        <source>People at once</source>
        <translation>Personen gleichzeitig</translation>
    </message>
    <message>
        <source>people</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>5 people less</source>
        <translation>5 Personen weniger</translation>
    </message>
    <message>
        <source>5 people more</source>
        <translation>5 Personen mehr</translation>
    </message>
    <message>
        <source>Visitors a minute</source>
        <translation>Besucher pro Minute</translation>
    </message>
    <message>
        <source>visitors a minute</source>
        <translation>Besucher pro Minute</translation>
    </message>
    <message>
        <source>5 visitors a minute less</source>
        <translation>5 Besucher pro Minute weniger</translation>
    </message>
    <message>
        <source>5 visitors a minute more</source>
        <translation>5 Besucher pro Minute mehr</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Change the load</source>
        <translation>Last ändern</translation>
    </message>
    <message>
        <source>Show the result</source>
        <translation>Ergebnis zeigen</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Jetzt stoppen</translation>
    </message>
    <message>
        <source>People are cut off at once.</source>
        <translation>Personen werden sofort abgebrochen.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Stoppt</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Broke off</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>The engine starts, the first people come in a moment.</source>
        <translation>Der Lauf startet, die ersten Personen kommen gleich.</translation>
    </message>
    <message>
        <source>lasted {0}</source>
        <translation>dauerte {0}</translation>
    </message>
    <message>
        <source>{0} requests</source>
        <translation>{0} Anfragen</translation>
    </message>
    <message>
        <source>load set by hand to {0}</source>
        <translation>Last von Hand auf {0} gesetzt</translation>
    </message>
    <message>
        <source>people are cut off</source>
        <translation>Personen werden abgebrochen</translation>
    </message>
    <message>
        <source>the last people finish; a second press cuts them off</source>
        <translation>die letzten Personen kommen zum Ende; ein zweiter Druck bricht sie ab</translation>
    </message>
    <message>
        <source>people have {0} left to finish what they do; a second press cuts them off</source>
        <translation>Personen haben noch {0}, um fertig zu werden; ein zweiter Druck bricht sie ab</translation>
    </message>
    <message>
        <source>{0}, {1} of {2} passes</source>
        <translation>{0}, {1} von {2} Durchgängen</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>stage {0} of {1}, climbing to {2}</source>
        <translation>Stufe {0} von {1}, steigt auf {2}</translation>
    </message>
    <message>
        <source>stage {0} of {1}, going down to {2}</source>
        <translation>Stufe {0} von {1}, sinkt auf {2}</translation>
    </message>
    <message>
        <source>stage {0} of {1}, {2}</source>
        <translation>Stufe {0} von {1}, {2}</translation>
    </message>
</context>
<context>
    <name>RunHealth</name>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Late starts</source>
        <translation>Späte Starts</translation>
    </message>
    <message>
        <source>Waiting for the first numbers of this computer.</source>
        <translation>Wartet auf die ersten Zahlen dieses Rechners.</translation>
    </message>
    <message>
        <source>Use fewer visitors</source>
        <translation>Weniger Besucher nehmen</translation>
    </message>
    <message>
        <source>This computer is the bottleneck, do not trust the slow answers.</source>
        <translation>Dieser Rechner ist der Engpass: langsamen Antworten nicht trauen.</translation>
    </message>
    <message>
        <source>Use fewer people</source>
        <translation>Weniger Personen nehmen</translation>
    </message>
    <message>
        <source>This computer was the bottleneck for a while: slow answers may be its own.</source>
        <translation>Dieser Rechner war zeitweise der Engpass: langsame Antworten können seine eigenen sein.</translation>
    </message>
    <message>
        <source>This computer keeps up. You can trust the numbers.</source>
        <translation>Dieser Rechner kommt mit. Den Zahlen ist zu trauen.</translation>
    </message>
    <message>
        <source>This computer kept up. You can trust the numbers.</source>
        <translation>Dieser Rechner kam mit. Den Zahlen ist zu trauen.</translation>
    </message>
    <message>
        <source>Why the numbers can be trusted</source>
        <translation>Warum die Zahlen glaubwürdig sind</translation>
    </message>
    <message>
        <source>Busiest moment: {0} % of a processor core. Only more than {1} % for {2} s would slow answers.</source>
        <translation>Am meisten gebraucht: {0} % eines Prozessorkerns. Erst mehr als {1} % über {2} s würden Antworten verlangsamen.</translation>
    </message>
    <message>
        <source>Requests were sent {0} late at most. Only more than {1} for {2} s would spoil the load.</source>
        <translation>Anfragen gingen höchstens {0} zu spät hinaus. Erst mehr als {1} über {2} s würden die Last verfälschen.</translation>
    </message>
    <message>
        <source>It never stood still for a second.</source>
        <translation>Er stand nie eine Sekunde lang still.</translation>
    </message>
    <message>
        <source>Why the slow answers cannot be trusted</source>
        <translation>Warum den langsamen Antworten nicht zu trauen ist</translation>
    </message>
    <message>
        <source>Use fewer people, close other programs, or let other computers help.</source>
        <translation>Nehmen Sie weniger Personen, schließen Sie andere Programme, oder lassen Sie andere Computer mithelfen.</translation>
    </message>
    <message>
        <source>0 ms</source>
        <translation>0 ms</translation>
    </message>
</context>
<context>
    <name>RunScreen</name>
    <message>
        <source>Nothing runs. Say how many people shall use the site, then start.</source>
        <translation>Nichts läuft. Sagen, wie viele Personen die Site benutzen sollen, dann starten.</translation>
    </message>
    <message>
        <source>Plan the load</source>
        <translation>Last planen</translation>
    </message>
    <message>
        <source>Mark this moment of the run</source>
        <translation>Diesen Moment des Laufs markieren</translation>
    </message>
    <message>
        <source>{0} What was measured until then is kept.</source>
        <translation>{0} Was bis dahin gemessen wurde, bleibt.</translation>
    </message>
    <message>
        <source>The run ended early.</source>
        <translation>Der Lauf endete vorzeitig.</translation>
    </message>
</context>
<context>
    <name>RunTables</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Where the time went</source>
        <translation>Wohin die Zeit ging</translation>
    </message>
    <message>
        <source>Tables of the run</source>
        <translation>Tabellen des Laufs</translation>
    </message>
    <message>
        <source>No request failed.</source>
        <translation>Keine Anfrage schlug fehl.</translation>
    </message>
    <message>
        <source>The parts of the time were not measured.</source>
        <translation>Die Teile der Zeit wurden nicht gemessen.</translation>
    </message>
    <message>
        <source>change against {0}</source>
        <translation>Änderung gegenüber {0}</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>This run is going on.</source>
        <translation>Dieser Lauf dauert noch an.</translation>
    </message>
    <message>
        <source>Its verdict stands here when it is over.</source>
        <translation>Das Urteil steht hier, wenn er zu Ende ist.</translation>
    </message>
    <message>
        <source>This run cannot be read.</source>
        <translation>Dieser Lauf ist nicht lesbar.</translation>
    </message>
    <message>
        <source>{0} over the limit</source>
        <translation>{0} über dem Grenzwert</translation>
    </message>
    <message>
        <source>{0} too many errors</source>
        <translation>{0} zu viele Fehler</translation>
    </message>
    <message>
        <source>{0} load changed</source>
        <translation>{0} Last geändert</translation>
    </message>
    <message>
        <source>{0} stopped</source>
        <translation>{0} beendet</translation>
    </message>
    <message>
        <source>{0} worker lost</source>
        <translation>{0} Arbeitsprozess verloren</translation>
    </message>
</context>
<context>
    <name>RunsCard</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Delete the runs</source>
        <translation>Läufe löschen</translation>
    </message>
    <message>
        <source>Give the run a title</source>
        <translation>Dem Lauf einen Titel geben</translation>
    </message>
</context>
<context>
    <name>ScenarioChoice</name>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Add a scenario</source>
        <translation>Szenario hinzufügen</translation>
    </message>
    <message>
        <source>Scenarios (*{0})</source>
        <translation>Szenarien (*{0})</translation>
    </message>
</context>
<context>
    <name>ScenarioEditor</name>
    <message>
        <source>Choose a step or a request to see what it sends.</source>
        <translation>Einen Schritt oder eine Anfrage wählen, um zu sehen, was gesendet wird.</translation>
    </message>
</context>
<context>
    <name>ScenarioExport</name>
    <message>
        <source>As a Locust script (Python)…</source>
        <translation>Als Locust-Skript (Python)…</translation>
    </message>
    <message>
        <source>As a k6 script (JavaScript)…</source>
        <translation>Als k6-Skript (JavaScript)…</translation>
    </message>
    <message>
        <source>As a JMeter test plan…</source>
        <translation>Als JMeter-Testplan…</translation>
    </message>
    <message>
        <source>Write the scenario to</source>
        <translation>Szenario schreiben nach</translation>
    </message>
    <message>
        <source>Writing {0}…</source>
        <translation>{0} wird geschrieben…</translation>
    </message>
    <message>
        <source>The scenario is written to {0}.</source>
        <translation>Das Szenario steht in {0}.</translation>
    </message>
    <message>
        <source>Beside it stands a file that it needs.</source>
        <translation>Daneben steht eine Datei, die es braucht.</translation>
    </message>
    <message>
        <source>Beside it stand {0} files that it needs.</source>
        <translation>Daneben stehen {0} Dateien, die es braucht.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>1 thing could not be taken along.</source>
        <translation>Eines konnte nicht mitgenommen werden.</translation>
    </message>
    <message>
        <source>{0} things could not be taken along.</source>
        <translation>{0} Dinge konnten nicht mitgenommen werden.</translation>
    </message>
    <message>
        <source>What?</source>
        <translation>Was?</translation>
    </message>
    <message>
        <source>Not taken along</source>
        <translation>Nicht mitgenommen</translation>
    </message>
    <message>
        <source>The other tool has no words for these. They stand in the file too.</source>
        <translation>Das andere Werkzeug hat dafür keine Worte. In der Datei steht es auch.</translation>
    </message>
</context>
<context>
    <name>ScenarioHead</name>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>Frühere Stände</translation>
    </message>
    <message>
        <source>Write it for another tool: Locust, k6, JMeter</source>
        <translation>Für ein anderes Werkzeug schreiben: Locust, k6, JMeter</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Check it once</source>
        <translation>Einmal prüfen</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation>{0} Schritte</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 Anfrage</translation>
    </message>
    <message>
        <source>{0} requests</source>
        <translation>{0} Anfragen</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>saving …</source>
        <translation>wird gesichert …</translation>
    </message>
    <message>
        <source>saved a moment ago</source>
        <translation>gerade gesichert</translation>
    </message>
    <message>
        <source>saved {0} min ago</source>
        <translation>vor {0} min gesichert</translation>
    </message>
</context>
<context>
    <name>ScenarioScreen</name>
    <message>
        <source>No scenario is open. Record a site, or open a recording that you have.</source>
        <translation>Kein Szenario ist offen. Eine Site aufzeichnen oder eine vorhandene Aufzeichnung öffnen.</translation>
    </message>
    <message>
        <source>Record a site</source>
        <translation>Site aufzeichnen</translation>
    </message>
    <message>
        <source>Opening the scenario …</source>
        <translation>Das Szenario wird geöffnet …</translation>
    </message>
    <message>
        <source>Find in the scenario</source>
        <translation>Im Szenario suchen</translation>
    </message>
    <message>
        <source>Find and replace in the scenario</source>
        <translation>Im Szenario suchen und ersetzen</translation>
    </message>
</context>
<context>
    <name>SentFile</name>
    <message>
        <source>Choose the file to send</source>
        <translation>Zu sendende Datei wählen</translation>
    </message>
    <message>
        <source>{0} was copied beside the scenario, since it is sent from there.</source>
        <translation>{0} wurde neben das Szenario kopiert, weil sie von dort gesendet wird.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Like this computer</source>
        <translation>Wie dieser Rechner</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>The first that is found</source>
        <translation>Der erste gefundene</translation>
    </message>
    <message>
        <source>Another device or program</source>
        <translation>Anderes Gerät oder Programm</translation>
    </message>
    <message>
        <source>Browser for recordings</source>
        <translation>Browser für Aufzeichnungen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Record in</source>
        <translation>Aufzeichnen in</translation>
    </message>
    <message>
        <source>as long as recorded</source>
        <translation>so lang wie aufgenommen</translation>
    </message>
    <message>
        <source>half as long as recorded</source>
        <translation>halb so lang wie aufgenommen</translation>
    </message>
    <message>
        <source>no pause at all</source>
        <translation>gar keine Pause</translation>
    </message>
    <message>
        <source>anything from 1 to 5 seconds</source>
        <translation>irgendetwas von 1 bis 5 Sekunden</translation>
    </message>
    <message>
        <source>Pauses in new plans</source>
        <translation>Pausen in neuen Plänen</translation>
    </message>
    <message>
        <source>Workers in new plans, 0 is one for each core</source>
        <translation>Arbeiter in neuen Plänen, 0 ist einer je Kern</translation>
    </message>
    <message>
        <source>one a core</source>
        <translation>einer je Kern</translation>
    </message>
    <message>
        <source>Pauses</source>
        <translation>Pausen</translation>
    </message>
    <message>
        <source>Processes that make the load. For plans that are new; what a plan says itself stays.</source>
        <translation>Prozesse, die die Last machen. Für neue Pläne; was ein Plan selbst sagt, bleibt.</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Arbeiter</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the folder of your work</source>
        <translation>Ordner der eigenen Arbeit zeigen</translation>
    </message>
    <message>
        <source>Recordings, scenarios and results of runs. Nothing of it leaves this computer.</source>
        <translation>Aufzeichnungen, Szenarien und Ergebnisse. Nichts davon verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Your work is in</source>
        <translation>Arbeit liegt in</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the folder that is offered for files</source>
        <translation>Ordner wählen, der für Dateien angeboten wird</translation>
    </message>
    <message>
        <source>Files open from</source>
        <translation>Dateien öffnen in</translation>
    </message>
    <message>
        <source>Forget recent files and addresses</source>
        <translation>Letzte Dateien und Adressen vergessen</translation>
    </message>
    <message>
        <source>Remembered</source>
        <translation>Gemerkt</translation>
    </message>
    <message>
        <source>The files themselves stay.</source>
        <translation>Die Dateien selbst bleiben.</translation>
    </message>
    <message>
        <source>About LoadStudio</source>
        <translation>Über LoadStudio</translation>
    </message>
    <message>
        <source>Copy for support</source>
        <translation>Für Hilfe kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>LoadStudio speaks it from its next start on.</source>
        <translation>Gilt ab dem nächsten Start von LoadStudio.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>The recent files and addresses are forgotten; the files are still there.</source>
        <translation>Die letzten Dateien und Adressen sind vergessen; die Dateien sind noch da.</translation>
    </message>
    <message>
        <source>Bring them back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Copied. Paste it into your message.</source>
        <translation>Kopiert. In die Nachricht einfügen.</translation>
    </message>
</context>
<context>
    <name>SeveralForm</name>
    <message>
        <source>Put them into</source>
        <translation>Einpacken in</translation>
    </message>
    <message>
        <source>A repetition</source>
        <translation>Eine Wiederholung</translation>
    </message>
    <message>
        <source>A condition</source>
        <translation>Eine Bedingung</translation>
    </message>
    <message>
        <source>A random choice</source>
        <translation>Eine zufällige Wahl</translation>
    </message>
    <message>
        <source>A group</source>
        <translation>Eine Gruppe</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>Alle zusammen</translation>
    </message>
    <message>
        <source>Switch on or off</source>
        <translation>Ein- oder ausschalten</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Help and keys</source>
        <translation>Hilfe und Tasten</translation>
    </message>
    <message>
        <source>The way through</source>
        <translation>Der Weg</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Click through the site once in the browser that opens.</source>
        <translation>Einmal im geöffneten Browser durch die Site klicken.</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>See what one person does, step by step, and change it.</source>
        <translation>Sehen, was eine Person Schritt für Schritt tut, und es ändern.</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Say how many people, for how long, and what is good enough.</source>
        <translation>Sagen, wie viele Personen, wie lange und was gut genug ist.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Watch how fast the site answers; stop at any time.</source>
        <translation>Zusehen, wie schnell die Site antwortet; jederzeit stoppen.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Read the verdict, compare with earlier runs, make the PDF.</source>
        <translation>Urteil lesen, mit früheren Läufen vergleichen, PDF erzeugen.</translation>
    </message>
    <message>
        <source>{0} (in “{1}”)</source>
        <translation>{0} (in „{1}“)</translation>
    </message>
</context>
<context>
    <name>SoughtBar</name>
    <message>
        <source>Find</source>
        <translation>Finden</translation>
    </message>
    <message>
        <source>Several words: all of them must be there. -word: must not be there. 404 or 4xx: such answers.</source>
        <translation>Mehrere Wörter: alle müssen vorkommen. -Wort: darf nicht vorkommen. 404 oder 4xx: solche Antworten.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Page files</source>
        <translation>Seitendateien</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Kind of answer</source>
        <translation>Art der Antwort</translation>
    </message>
    <message>
        <source>Show only answers of one kind</source>
        <translation>Nur Antworten einer Art zeigen</translation>
    </message>
</context>
<context>
    <name>SourceForm</name>
    <message>
        <source>Test data</source>
        <translation>Testdaten</translation>
    </message>
    <message>
        <source>More for this data</source>
        <translation>Mehr zu diesen Daten</translation>
    </message>
    <message>
        <source>Name of the data</source>
        <translation>Name der Daten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Who gets which row</source>
        <translation>Wer welche Zeile bekommt</translation>
    </message>
    <message>
        <source>When rows run out</source>
        <translation>Nach der letzten Zeile</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Aus einer Datei</translation>
    </message>
    <message>
        <source>Made up</source>
        <translation>Erfunden</translation>
    </message>
    <message>
        <source>Where rows come from</source>
        <translation>Woher die Zeilen kommen</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Andere Datei …</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Made-up rows</source>
        <translation>Erfundene Zeilen</translation>
    </message>
    <message>
        <source> rows</source>
        <translation> Zeilen</translation>
    </message>
    <message>
        <source>Language of made-up rows</source>
        <translation>Sprache der erfundenen Zeilen</translation>
    </message>
    <message>
        <source>column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>In fields its columns are called ⟨{0}⟩.</source>
        <translation>In Feldern heißen ihre Spalten ⟨{0}⟩.</translation>
    </message>
    <message>
        <source>no file yet</source>
        <translation>noch keine Datei</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Test data</source>
        <translation>Testdaten</translation>
    </message>
    <message>
        <source>Delete the test data</source>
        <translation>Testdaten löschen</translation>
    </message>
</context>
<context>
    <name>StageModel</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Visitors</source>
        <translation>Besucher</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Lasts</source>
        <translation>Dauert</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>Von – bis</translation>
    </message>
    <message>
        <source>Requests / s</source>
        <translation>Anfragen / s</translation>
    </message>
    <message>
        <source>Enter or F2 changes it.</source>
        <translation>Eingabe oder F2 ändert den Wert.</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is no number of people.</source>
        <translation>„{0}“ ist keine Personenzahl.</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is no number.</source>
        <translation>„{0}“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>{0} people</source>
        <translation>{0} Personen</translation>
    </message>
    <message>
        <source>{0} a minute</source>
        <translation>{0} pro Minute</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 Person</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>auf einmal</translation>
    </message>
    <message>
        <source>All at once</source>
        <translation>Alle auf einmal</translation>
    </message>
    <message>
        <source>Warm up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>Climb</source>
        <translation>Steigen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>Ease off</source>
        <translation>Nachlassen</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>Auslaufen</translation>
    </message>
</context>
<context>
    <name>StagesTable</name>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Take the stage out</source>
        <translation>Stufe herausnehmen</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Which site do you want to test?</source>
        <translation>Welche Site soll getestet werden?</translation>
    </message>
    <message>
        <source>Everything stays on this computer. No account, nothing is sent anywhere.</source>
        <translation>Alles bleibt auf diesem Rechner. Kein Konto, nichts wird verschickt.</translation>
    </message>
    <message>
        <source>Click through it once in a browser window. LoadStudio writes down what happens and plays it back with many people.</source>
        <translation>Einmal im Browser hindurchklicken. LoadStudio schreibt mit und spielt es mit vielen Personen ab.</translation>
    </message>
    <message>
        <source>Address of the site</source>
        <translation>Adresse der Site</translation>
    </message>
    <message>
        <source>shop.example</source>
        <translation>shop.example</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufzeichnen</translation>
    </message>
    <message>
        <source>Browser that opens</source>
        <translation>Browser, der sich öffnet</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>A proxy of your company, certificates</source>
        <translation>Proxy der Firma, Zertifikate</translation>
    </message>
    <message>
        <source>Open a recording or other file…</source>
        <translation>Aufzeichnung oder andere Datei öffnen…</translation>
    </message>
    <message>
        <source>A recording (HAR), curl commands, a Postman collection, an OpenAPI description, a test plan of JMeter</source>
        <translation>Eine Aufzeichnung (HAR), curl-Befehle, eine Postman-Sammlung, eine OpenAPI-Beschreibung, ein Testplan von JMeter</translation>
    </message>
    <message>
        <source>with a clean profile, no cookies</source>
        <translation>mit leerem Profil, ohne Cookies</translation>
    </message>
    <message>
        <source>a browser</source>
        <translation>ein Browser</translation>
    </message>
    <message>
        <source>another device or program</source>
        <translation>anderes Gerät oder Programm</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Zeichnet auf:</translation>
    </message>
    <message>
        <source>Opens in</source>
        <translation>Öffnet in</translation>
    </message>
    <message>
        <source>through a proxy, an address is not needed</source>
        <translation>über einen Proxy, eine Adresse ist nicht nötig</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Von der Liste nehmen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>What you record or open will be listed here.</source>
        <translation>Aufgezeichnetes und Geöffnetes steht dann hier.</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>Connection: set…</source>
        <translation>Verbindung: gesetzt…</translation>
    </message>
</context>
<context>
    <name>StartQuestions</name>
    <message>
        <source>{0} was not recorded.</source>
        <translation>{0} wurde nicht aufgenommen.</translation>
    </message>
    <message>
        <source>Put load on it only if it is yours or its owner agrees: load can slow it down for everybody.</source>
        <translation>Last nur darauf geben, wenn die Site die eigene ist oder ihr Besitzer zustimmt: Last kann sie für alle verlangsamen.</translation>
    </message>
    <message>
        <source>Allow {0}</source>
        <translation>{0} erlauben</translation>
    </message>
    <message>
        <source>This run executes Python code: {0}.</source>
        <translation>Dieser Lauf führt Python-Code aus: {0}.</translation>
    </message>
    <message>
        <source>Code can do on this computer whatever you can. Run it only if you wrote it, or trust who gave you the scenario. You are not asked again while it stays as it is.</source>
        <translation>Code kann auf diesem Rechner alles, was Sie können. Führen Sie ihn nur aus, wenn er von Ihnen ist oder Sie dem vertrauen, der Ihnen das Szenario gab. Solange er bleibt, wie er ist, werden Sie nicht wieder gefragt.</translation>
    </message>
    <message>
        <source>Run the code</source>
        <translation>Code ausführen</translation>
    </message>
</context>
<context>
    <name>StatRow</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Requests a second</source>
        <translation>Anfragen pro Sekunde</translation>
    </message>
    <message>
        <source>95 of 100 answers within</source>
        <translation>95 von 100 Antworten binnen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>most at once</source>
        <translation>höchstens zugleich</translation>
    </message>
    <message>
        <source>1 waits for its answer</source>
        <translation>1 wartet auf Antwort</translation>
    </message>
    <message>
        <source>{0} wait for their answers</source>
        <translation>{0} warten auf Antwort</translation>
    </message>
    <message>
        <source>all pause between steps</source>
        <translation>alle pausieren zwischen Schritten</translation>
    </message>
    <message>
        <source>{0}, whole run {1}</source>
        <translation>{0}, ganzer Lauf {1}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>kein Grenzwert</translation>
    </message>
    <message>
        <source>at least {0}</source>
        <translation>mindestens {0}</translation>
    </message>
    <message>
        <source>limit {0}</source>
        <translation>Grenzwert {0}</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Step {0}</source>
        <translation>Schritt {0}</translation>
    </message>
    <message>
        <source>Name of this step</source>
        <translation>Name dieses Schritts</translation>
    </message>
    <message>
        <source>What do you do now?</source>
        <translation>Was geschieht jetzt?</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Nächster Schritt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Write down what you should remember of this moment</source>
        <translation>Aufschreiben, was von diesem Moment zu merken ist</translation>
    </message>
</context>
<context>
    <name>StepsModel</name>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Click to sort by this, or press {0} in the table</source>
        <translation>Klicken, um danach zu sortieren, oder in der Tabelle {0} drücken</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>p95, last 5 min</source>
        <translation>p95, letzte 5 min</translation>
    </message>
</context>
<context>
    <name>TimeChart</name>
    <message>
        <source>Show all of the time again</source>
        <translation>Wieder die ganze Zeit zeigen</translation>
    </message>
</context>
<context>
    <name>TimingTab</name>
    <message>
        <source>This request was not recorded.</source>
        <translation>Diese Anfrage wurde nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>Sent, after the step began</source>
        <translation>Gesendet, nach Beginn des Schritts</translation>
    </message>
    <message>
        <source>Until the answer was complete</source>
        <translation>Bis die Antwort vollständig war</translation>
    </message>
    <message>
        <source>Size of the answer</source>
        <translation>Größe der Antwort</translation>
    </message>
</context>
<context>
    <name>TimingsModel</name>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Längste</translation>
    </message>
</context>
<context>
    <name>ToldDialog</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
</context>
<context>
    <name>TreePanel</name>
    <message>
        <source>Find step, address, value</source>
        <translation>Schritt, Adresse, Wert</translation>
    </message>
    <message>
        <source>Steps and requests</source>
        <translation>Schritte und Anfragen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Switch on or off</source>
        <translation>Ein- oder ausschalten</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>A repetition</source>
        <translation>Eine Wiederholung</translation>
    </message>
    <message>
        <source>A condition</source>
        <translation>Eine Bedingung</translation>
    </message>
    <message>
        <source>A random choice</source>
        <translation>Eine zufällige Wahl</translation>
    </message>
    <message>
        <source>A group</source>
        <translation>Eine Gruppe</translation>
    </message>
    <message>
        <source>Take out what is in it</source>
        <translation>Inhalt herausnehmen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>One pass takes about {0}</source>
        <translation>Ein Durchgang dauert etwa {0}</translation>
    </message>
    <message>
        <source>Put into</source>
        <translation>Einpacken in</translation>
    </message>
    <message>
        <source>Nothing is like this. Esc in the field shows all.</source>
        <translation>Nichts ist so. Esc im Feld zeigt alles.</translation>
    </message>
</context>
<context>
    <name>TypedCard</name>
    <message>
        <source>You typed</source>
        <translation>Getippt wurde</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>{0} öffnen</translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation>aus {0}</translation>
    </message>
    <message>
        <source>made up</source>
        <translation>erfunden</translation>
    </message>
    <message>
        <source>Show the data</source>
        <translation>Daten zeigen</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>no rows</source>
        <translation>keine Zeilen</translation>
    </message>
    <message>
        <source>{0} has {1}. For a test with many people, add the accounts they may use.</source>
        <translation>{0} hat {1}. Für einen Test mit vielen Personen die erlaubten Zugänge ergänzen.</translation>
    </message>
    <message>
        <source>Add rows</source>
        <translation>Zeilen ergänzen</translation>
    </message>
</context>
<context>
    <name>UndoButtons</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
</context>
<context>
    <name>ValueDialog</name>
    <message>
        <source>Where “{0}” comes from and goes to</source>
        <translation>Woher „{0}“ kommt und wohin es geht</translation>
    </message>
    <message>
        <source>It comes from no answer: each person makes one anew.</source>
        <translation>Es kommt aus keiner Antwort: Jede Person erzeugt es neu.</translation>
    </message>
    <message>
        <source>It comes from no answer: it is sent as recorded.</source>
        <translation>Es kommt aus keiner Antwort: Es wird gesendet wie aufgezeichnet.</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>Kommt aus</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Geht an</translation>
    </message>
    <message>
        <source>No request sends it.</source>
        <translation>Keine Anfrage sendet es.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ValueEdits</name>
    <message>
        <source>This value cannot be taken.</source>
        <translation>Dieser Wert kann nicht genommen werden.</translation>
    </message>
    <message>
        <source>Nothing in the answer leads to it and to nothing else. Point at another place where it stands.</source>
        <translation>Nichts in der Antwort führt zu ihm und zu nichts anderem. Zeigen Sie auf eine andere Stelle, an der er steht.</translation>
    </message>
    <message>
        <source>Use {0} later</source>
        <translation>{0} später verwenden</translation>
    </message>
    <message>
        <source>{0} is taken from this answer now. Type $ in a field of a later request to put it in.</source>
        <translation>{0} wird jetzt aus dieser Antwort genommen. Tippen Sie $ in ein Feld einer späteren Anfrage, um den Wert einzusetzen.</translation>
    </message>
    <message>
        <source>Check that “{0}” is there</source>
        <translation>Prüfen, ob „{0}“ da ist</translation>
    </message>
    <message>
        <source>Ignore changes of “{0}”</source>
        <translation>Änderungen von „{0}“ übergehen</translation>
    </message>
    <message>
        <source>A check greys it out from now on, whatever stands there.</source>
        <translation>Eine Prüfung graut ihn ab jetzt aus, was immer dort steht.</translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation>{0} umbenennen</translation>
    </message>
    <message>
        <source>Switch on {0}</source>
        <translation>{0} einschalten</translation>
    </message>
    <message>
        <source>Switch off {0}</source>
        <translation>{0} ausschalten</translation>
    </message>
</context>
<context>
    <name>ValuesCard</name>
    <message>
        <source>We found one changing value</source>
        <translation>Ein wechselnder Wert gefunden</translation>
    </message>
    <message>
        <source>We found no changing value</source>
        <translation>Wir haben keinen wechselnden Wert gefunden</translation>
    </message>
    <message>
        <source>We found {0} changing values</source>
        <translation>{0} wechselnde Werte gefunden</translation>
    </message>
    <message>
        <source>{0} confirmed by playing it back</source>
        <translation>{0} durch Abspielen bestätigt</translation>
    </message>
    <message>
        <source>What the site hands out and gets back later stands here.</source>
        <translation>Hier steht, was die Site ausgibt und später zurückbekommt.</translation>
    </message>
    <message>
        <source>Use a fresh value for {0}</source>
        <translation>Frischen Wert für {0} nehmen</translation>
    </message>
    <message>
        <source>Click to see where it comes from and goes to.</source>
        <translation>Klicken Sie, um zu sehen, woher es kommt und wohin es geht.</translation>
    </message>
    <message>
        <source>Left as recorded: {0}</source>
        <translation>Wie aufgezeichnet gelassen: {0}</translation>
    </message>
    <message>
        <source>Left as recorded</source>
        <translation>Wie aufgezeichnet gelassen</translation>
    </message>
    <message>
        <source>{0}, recorded as {1}, played back as {2}</source>
        <translation>{0}, aufgezeichnet als {1}, abgespielt als {2}</translation>
    </message>
    <message>
        <source>{0}, recorded as {1}</source>
        <translation>{0}, aufgezeichnet als {1}</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Unresolved</source>
        <translation>Ungeklärt</translation>
    </message>
    <message>
        <source>Not played back yet</source>
        <translation>Noch nicht abgespielt</translation>
    </message>
</context>
<context>
    <name>ValuesModel</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>Kommt aus</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Aufgezeichnet</translation>
    </message>
    <message>
        <source>Used in</source>
        <translation>Verwendet in</translation>
    </message>
</context>
<context>
    <name>ValuesPage</name>
    <message>
        <source>Changing values</source>
        <translation>Wechselnde Werte</translation>
    </message>
    <message>
        <source>Nothing changes from visit to visit yet. Point at a value in a recorded answer to use it later.</source>
        <translation>Noch ändert sich nichts von Besuch zu Besuch. Zeigen Sie auf einen Wert einer aufgezeichneten Antwort, um ihn später zu verwenden.</translation>
    </message>
    <message>
        <source>Close the list of values</source>
        <translation>Liste der Werte schließen</translation>
    </message>
    <message>
        <source>Name of the value</source>
        <translation>Name des Werts</translation>
    </message>
    <message>
        <source>Taken anew each time</source>
        <translation>Jedes Mal neu genommen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Taken from the answer to {0}</source>
        <translation>Genommen aus der Antwort auf {0}</translation>
    </message>
    <message>
        <source>Where it is used</source>
        <translation>Wo er verwendet wird</translation>
    </message>
    <message>
        <source>It is not used anywhere yet.</source>
        <translation>Er wird noch nirgends verwendet.</translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>Open its folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Delete this run</source>
        <translation>Diesen Lauf löschen</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Undo: {0}</source>
        <translation>Rückgängig: {0}</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Earlier versions</source>
        <translation>Frühere Stände</translation>
    </message>
    <message>
        <source>The last {0} versions of scenario and load are kept on this computer, apart from your files. Going back can be undone.</source>
        <translation>Die letzten {0} Stände von Szenario und Last werden auf diesem Rechner aufbewahrt, getrennt von Ihren Dateien. Das Zurückgehen kann rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Go back to this version</source>
        <translation>Zu diesem Stand zurück</translation>
    </message>
    <message>
        <source>Nothing was changed in this scenario yet. Its versions will be listed here.</source>
        <translation>An diesem Szenario wurde noch nichts geändert. Seine Stände werden hier stehen.</translation>
    </message>
    <message>
        <source>Go back to {0}</source>
        <translation>Zurück zu {0}</translation>
    </message>
</context>
<context>
    <name>VersionsModel</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Other than now</source>
        <translation>Anders als jetzt</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Wie beim Öffnen</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message>
        <source>nothing: this is how it is now</source>
        <translation>nichts: so ist es jetzt</translation>
    </message>
    <message>
        <source>1 part</source>
        <translation>1 Teil</translation>
    </message>
    <message>
        <source>{0} parts</source>
        <translation>{0} Teile</translation>
    </message>
    <message>
        <source>the load</source>
        <translation>die Last</translation>
    </message>
    <message>
        <source>values or test data</source>
        <translation>Werte oder Testdaten</translation>
    </message>
</context>
<context>
    <name>WhoCard</name>
    <message>
        <source>Who does what</source>
        <translation>Wer was tut</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a scenario</source>
        <translation>Szenario hinzufügen</translation>
    </message>
    <message>
        <source>Show its load</source>
        <translation>Last zeigen</translation>
    </message>
    <message>
        <source>Share the load of the others</source>
        <translation>Last der anderen teilen</translation>
    </message>
    <message>
        <source>Give it a load of its own</source>
        <translation>Eigene Last geben</translation>
    </message>
    <message>
        <source>Take it out of the plan</source>
        <translation>Aus dem Plan nehmen</translation>
    </message>
</context>
<context>
    <name>WorkBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>The window stays open, because what you did is not saved.</source>
        <translation>Das Fenster bleibt offen, denn was Sie getan haben, ist nicht gespeichert.</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Schließen ohne zu speichern</translation>
    </message>
    <message>
        <source>Another window or program had changed this scenario.</source>
        <translation>Ein anderes Fenster oder Programm hatte dieses Szenario geändert.</translation>
    </message>
    <message>
        <source>Another window or program had changed this load.</source>
        <translation>Ein anderes Fenster oder Programm hatte diese Last geändert.</translation>
    </message>
    <message>
        <source>The file holds now what you did here. What the other did is among the earlier versions.</source>
        <translation>In der Datei steht jetzt, was Sie hier getan haben. Was dort getan wurde, finden Sie unter den früheren Versionen.</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>Frühere Stände</translation>
    </message>
</context>
<context>
    <name>_Editor</name>
    <message>
        <source>Insert a value</source>
        <translation>Wert einfügen</translation>
    </message>
</context>
<context>
    <name>_Fact</name>
    <message>
        <source>Copy {0}</source>
        <translation>{0} kopieren</translation>
    </message>
</context>
<context>
    <name>_FieldRow</name>
    <message>
        <source>Name of the field</source>
        <translation>Name des Felds</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>More for this field</source>
        <translation>Mehr zu diesem Feld</translation>
    </message>
    <message>
        <source>{0} (not sent)</source>
        <translation>{0} (nicht gesendet)</translation>
    </message>
    <message>
        <source>Value of {0}</source>
        <translation>Wert von {0}</translation>
    </message>
    <message>
        <source>More for {0}</source>
        <translation>Mehr zu {0}</translation>
    </message>
</context>
<context>
    <name>_ShareRow</name>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Share of {0}</source>
        <translation>Anteil von {0}</translation>
    </message>
</context>
<context>
    <name>_Side</name>
    <message>
        <source>Previous request</source>
        <translation>Vorige Anfrage</translation>
    </message>
    <message>
        <source>Next request</source>
        <translation>Nächste Anfrage</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} in {1}</translation>
    </message>
    <message>
        <source>The recording does not hold it any more.</source>
        <translation>Die Aufzeichnung enthält es nicht mehr.</translation>
    </message>
</context>
<context>
    <name>view</name>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
</TS>
