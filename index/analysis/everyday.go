package analysis

import (
	"strings"
	"sync"
)

// The lists of this file were written for Footnote, from what people type in
// chats and the words that texts use for it; they are under its licence.

// shortForms are abbreviations used in chats, by language: the short form and
// the words that it may mean. A search for a short form also looks for
// these.
var shortForms = map[string]string{
	"en": `ppl people|pw password|pwd password|db database|msg message|msgs messages|dm message|acct account|info information|temp temperature|
		max maximum most|min minimum|mins minutes|hr hour|hrs hours|sec second seconds|secs seconds|wk week|wks weeks|yr year|yrs years|bc because|cuz because|
		pic picture|pics pictures|vid video|vids videos|app application|apps applications|repo repository|repos repositories|config configuration|
		docs documentation|doc document|env environment|dev developer|devs developers|admin administrator|admins administrators|mic microphone|
		cam camera|lib library|libs libraries|dir directory|cmd command|char character|chars characters|num number|qty quantity|amt amount|avg average|
		approx approximately|appt appointment|dept department|govt government|mgr manager|org organization|orgs organizations|prof professor|
		uni university|vs versus|k8s kubernetes|js javascript|ts typescript|py python|auth authentication|perms permissions|perm permission|
		bday birthday|fav favorite|rec recommendation|reqs requirements|spec specification|specs specifications|sync synchronize|dmg damage|
		lvl level|atk attack|pkg package|pkgs packages|prod production|stats statistics|ref reference|refs references|vet veterinarian|
		osx macos|gc garbage|ver version|vers version|fps frames|btn button|img image|imgs images|lang language|langs languages|tmrw tomorrow|
		tues tuesday|thurs thursday|sub subscription|subs subscriptions|congrats congratulations|fridge refrigerator|veg vegetables|veggies vegetables|
		tbsp tablespoon|tsp teaspoon|lab laboratory|exam examination|ad advertisement|ads advertisements|rep representative|mod moderator|mods moderators`,
	"de": `pw passwort|pwd passwort|std stunde|min minute minuten|sek sekunde sekunden|infos informationen|info information|doku dokumentation|uni universität|
		admin administrator|admins administratoren|azubi auszubildende|azubis auszubildende|nr nummer|tel telefon|foto bild|app anwendung|db datenbank|
		msg nachricht|pn direktnachricht|max maximal|mind mindestens|evtl eventuell|orga organisation|prof professor|kita kindertagesstätte|
		perso personalausweis|abo abonnement|abos abonnements|kids kinder|ref referenz|geb geburtstag|insta instagram|temp temperatur|krankmeldung krankschreibung`,
	"fr": `mdp passe|rdv rendez-vous|appli application|applis applications|ordi ordinateur|tél téléphone|tel téléphone|pb problème|pbs problèmes|max maximum|
		mini minimum|min minutes|info information|infos informations|doc document|docs documents|pub publicité|bdd base|db base|asso association|
		msg message|photo image|mail courriel|ado adolescent|ados adolescents|resto restaurant|prof professeur|dev développeur|devs développeurs|
		nb nombre|qté quantité|clim climatisation|perso personnel|persos personnelles|élec électricité`,
	"es": `compu computadora|compus computadoras|cel celular|tel teléfono|app aplicación|apps aplicaciones|info información|max máximo|min mínimo|
		msj mensaje|msjs mensajes|foto fotografía|fotos fotografías|bd datos|repo repositorio|repos repositorios|doc documento|docs documentos|
		uni universidad|profe profesor|profes profesores|finde semana|peli película|pelis películas|hs horas|hrs horas|mins minutos|bici bicicleta|
		cole colegio|contra contraseña|moto motocicleta|tele televisión|prof profesor`,
}

// Expansions returns, for each language, the full words for everyday short
// forms: in English “prof” is professor. It is read once, and must
// not be changed.
var Expansions = sync.OnceValue(func() map[string]map[string][]string {
	all := map[string]map[string][]string{}
	for language, list := range shortForms {
		m := map[string][]string{}
		for group := range strings.SplitSeq(list, "|") {
			words := strings.Fields(group)
			m[words[0]] = words[1:]
		}
		all[language] = m
	}
	return all
})

// plainWords are everyday words and the words that rules, contracts and manuals
// use for them, by language. English has more in synonyms.go.
var plainWords = map[string]string{
	"en": `kick boot ban expel remove|boss employer manager supervisor|fire dismiss terminate layoff lay|quit resign leave|rule guideline policy regulation conduct|
		fix repair resolve patch correct solve|break fail failure faulty|bug issue defect error problem fault|hack breach compromise attack exploit intrusion|
		hole vulnerability flaw weakness|delete erase remove drop uninstall|disable deactivate off|enable activate on|register enrol signup join apply|
		cheap inexpensive affordable|fee charge rate|refund reimburse return|late delay overdue|sick ill illness|holiday vacation leave|
		kid child youth minor teen|phone mobile smartphone|computer pc laptop machine device|mac macos apple|photo picture image|run lead manage direct|
		meeting call session conference|talk speech presentation lecture keynote|slow sluggish lag|hit pound beat hammer strike|soak steep|
		save store keep|send submit|see view detect|find discover detect locate spot|release publish launch ship|latest newest recent|restore revert undo recover|
		safe secure security|mess incident outage failure|outage downtime|reset restart reboot|turn switch|light lamp led|connect pair link|stuck freeze hang unresponsive|
		crash abort|rename retitle|swap replace exchange|bag backpack inventory|carry hold|signup registration|form application|deadline due closing|chat message|
		encrypt tls ssl https|backup copy|share publish|hide conceal invisible|print output|trash bin waste|lunch meal|money fund donation grant|sponsor donor funder|
		volunteer helper|owner holder|author maintainer creator founder|creator developer|made created|nickname alias|dead died|pub bar`,
	"de": `chef arbeitgeber vorgesetzter|krankschreibung arbeitsunfähigkeit attest krank|urlaub ferien|kündigen entlassen beenden|rausschmeißen ausschließen sperren bannen|
		löschen entfernen|ausschalten deaktivieren abschalten|einschalten aktivieren|anmelden registrieren einloggen|handy smartphone mobiltelefon telefon|
		leute personen menschen teilnehmer teilnehmende|kinder jugendliche kids|geld kosten betrag förderung|preis kosten gebühr|sponsor geldgeber förderer|spende förderung|
		foto bild aufnahme|umsonst kostenlos gratis|schluss ende|anfang beginn start|zeit dauer|länge dauer|regel vorschrift richtlinie|fehler problem störung|
		reparieren beheben|kaputt defekt|miete mietzins|wohnung mietsache|auto fahrzeug pkw|arzt mediziner|essen verpflegung mahlzeit|schlafen übernachten|
		chatten schreiben nachricht|bekommen erhalten|kriegen erhalten bekommen|brauchen benötigen|dürfen erlaubt zulässig|verboten unzulässig untersagt|machen erstellen entwickeln|
		suchen finden|zeigen anzeigen darstellen|ändern bearbeiten|speichern sichern|aufsicht beaufsichtigung betreuung|eltern erziehungsberechtigte|raum zimmer saal|beitrag toot post|
		wiederherstellen zurücksetzen|code schlüssel|verlieren verlust`,
	"fr": `patron employeur chef|virer licencier renvoyer|boulot travail emploi|garder conserver conservation|effacer supprimer purger|changer modifier|gens personnes personne|accord consentement|
		prévenir informer avertir|copie sauvegarde|pirater attaque intrusion|bug erreur anomalie|fuite violation|argent somme montant|prix tarif coût|arrêter désactiver|
		lancer démarrer|permis autorisé|interdit prohibé|fabriquer créer|vieux ancien|téléphone mobile portable|durée délai|montrer afficher|
		maladie arrêt|vacances congé congés|louer location|voiture véhicule|gosse enfant mineur|paie salaire paye|risque danger|chiffrer cryptage chiffrement crypter`,
	"es": `jefe empleador patrón|echar despedir expulsar|trabajo empleo puesto|borrar eliminar suprimir|cambiar modificar|gente personas|plata dinero fondos|precio costo tarifa|
		apagar desactivar|prender activar encender|anotar inscribir postular aplicar registrar|llenar completar rellenar|bajar descargar|subir cargar|celular móvil teléfono|
		computadora ordenador equipo|foto imagen|gratis gratuito|empezar comenzar iniciar|terminar finalizar acabar|durar duración|arreglar reparar solucionar|error fallo problema|
		vacaciones licencia|enfermo enfermedad baja|auto coche vehículo|casa vivienda|permitido autorizado|prohibido vedado|llamar apodo nombre|fundar crear iniciar|
		dejar abandonar|reemplazar suceder sustituir|pesar tamaño peso|curso formación taller|estudiar maestría licenciatura carrera`,
}

// addPlainWords adds the groups of a language to m, by stems.
func addPlainWords(m map[string][]string, language string) {
	for group := range strings.SplitSeq(plainWords[language], "|") {
		words := strings.Fields(group)
		for i, w := range words {
			words[i] = Stem(language, w)
		}
		for _, w := range words {
			for _, other := range words {
				if other != w {
					m[w] = append(m[w], other)
				}
			}
		}
	}
}

// plainSynonyms are the groups of one language that is not English.
var plainSynonyms = map[string]func() map[string][]string{
	"de": onceSynonyms("de"), "fr": onceSynonyms("fr"), "es": onceSynonyms("es"),
}

func onceSynonyms(language string) func() map[string][]string {
	return sync.OnceValue(func() map[string][]string {
		m := map[string][]string{}
		addPlainWords(m, language)
		return m
	})
}

// SynonymsOf returns the synonyms of a language, nil for most.
func SynonymsOf(language string) map[string][]string {
	if language == "en" {
		return synonyms()
	}
	if of, ok := plainSynonyms[language]; ok {
		return of()
	}
	return nil
}
