"""What the services of municipalities are called in case papers, in bokmål and nynorsk, with the field of each.

«*» at the end lets a word go on, at the beginning lets it be the end of a compound; a space joins words that stand side
by side. The words are those that name a service, not those that are only said of it.
"""

from __future__ import annotations

import re

_WORDS = {
    "administrasjon": "støttetjeneste* støttetenest* fellestjeneste* fellestenest* stabstjeneste* stabstenest* stabsfunksjon* "
    "administrative_tjenester administrative_tenester merkantil* støttefunksjon*",
    "lonn-regnskap": "lønn lønns* løn lønskontor* lønsteneste* lønstenest* lønning* regnskapskontor* rekneskapskontor* "
    "regnskapstjeneste* rekneskapstenest* regnskapsfør* rekneskapsfør* regnskapssamarbeid* "
    "rekneskapssamarbeid* regnskap rekneskap regnskapsavdeling* rekneskapsavdeling* *fakturabehandling* "
    "*fakturahandsaming* regnskaps- rekneskaps- lønnstjeneste*",
    "okonomi": "økonomiavdeling* økonomikontor* økonomitjeneste* økonomitenest* økonomisamarbeid* økonomifunksjon* "
    "finansforvaltning*",
    "personal": "rekrutteringskontor* rekrutteringsenhet* rekrutteringssamarbeid* hr-rådgiver* kompetansesenter* "
    "arbeidsgiverkontroll* lærling* personal personaltjeneste* personaltenest* personalkontor* "
    "personalfunksjon* hr-* bedriftshelsetjeneste* bedriftshelsetenest* lærlingkontor* opplæringskontor* "
    "kompetansesamarbeid*",
    "skatt": "*skatteoppkrev* *skatteinnkrev* *skattekontor* eiendomsskattekontor* eigedomsskattekontor* "
    "eiendomsskatt* eigedomsskatt* innfordring* kemner* innkreving* innkrevjing* takseringskontor* "
    "skatteinnfordring*",
    "innkjop": "*innkjøp* *anskaffelse* *anskaffing* rammeavtaler rammeavtalar",
    "arkiv": "arkivar* arkivkontor* arkivlei* arkivled* arkivplan* *arkiv *arkivet arkivteneste* arkivtjeneste* "
    "arkivtenest* arkivsamarbeid* arkivdepot* arkivordning* dokumentsenter* dokumentforvaltning* ika "
    "fjernarkiv* byarkiv* arkiv- *arkivsenter*",
    "sentralbord": "*sentralbord* servicesenter* servicekontor* innbyggertorg* innbyggjartorg* tenestetorg* tjenestetorg* "
    "servicetorg*",
    "ikt": "iktavdeling* informasjonsteknologi* digitalt* innbyggertjenester datasenter* teknologisamarbeid* ikt "
    "ikt-* iktsamarbeid* it it-* *digitalisering* *personvernombud* *personvernombod* fagsystem* "
    "datasystem* dataprogram* *informasjonssikkerhet* *informasjonstryggleik* *driftssenter* "
    "sak-_og_arkivsystem* datasamarbeid* cybersikkerhet* cybertryggleik* digital_infrastruktur bredbånd* "
    "breiband* fiber fibernett*",
    "juridisk": "*jurist *juristen *juristar *jurister *kommuneadvokat* advokatkontor* advokattjeneste* advokattenest* "
    "juridisk* jurist* juristtjeneste* juristtenest*",
    "revisjon-kontroll": "*revisjon *revisjonen *revisjons* revisor* *kontrollutvalgssekretariat* *kontrollutvalssekretariat* "
    "kontrollutvalgssekretær* kontrollutvalssekretær* sekretariat_for_kontrollutval* selskapskontroll* "
    "*kontrollutvalg *kontrollutval kontrollutvalgstjeneste* kontrollutvalstenest*",
    "helse-omsorg": "psykososialt ressurskrevende_bruker* helsepersonell* helseteknologi* helsesenter* helseplattform* "
    "helsedirektør* *helsetjeneste* *helsetenest* omsorgstjeneste* omsorgstenest* helse- helse omsorg "
    "*jordmor* *jordmødre* *overgrepsmottak* helsestasjon* helsesykepleier* helsesjukepleiar* "
    "hjemmetjeneste* heimeteneste* heimetenest* hjemmesykepleie* heimesjukepleie* eldreomsorg* pleie- "
    "*helsesamarbeid* helsefellesskap* helseinnovasjon* hjelpemiddel* *hjelpemiddellager* avlastning* "
    "avlastingsbustad* avlasting* helsehus* *skolehelsetjeneste* *skulehelsetenest* brukerstyrt* bpa "
    "samhandlingsreform* frisklivs* utviklingshem* matombring* matproduksjon* produksjonskjøkken* kjøkken* "
    "*vaskeri*",
    "tildeling": "tildelingskontor* tjenestetildeling* tenestetildeling* bestillerkontor* bestillarkontor* "
    "forvaltningskontor* koordineringskontor* koordinerende_enhet koordinerande_eining tildelingseining* "
    "tildelingsenhet*",
    "barnekoordinator": "*barnekoordinator*",
    "kreftomsorg": "*kreft* *palliasjon* palliativ* lindrende* lindrande* hospice*",
    "demensomsorg": "*demens* hukommelsesteam* hugseteam*",
    "lege": "legeberedskap* legebemanning* legebil* legehelikopter* lis1* almennlege* allmennlege* "
    "overlegesamarbeid* nødnett* *legevakt* *kommunelege* *kommuneoverlege* *fastlege* *legetjeneste* "
    "*legetenest* legesenter* legekontor* *tilsynslege* lege leger legar legeordning* legesamarbeid* "
    "*døgnopphold* døgnopphald* øyeblikkelig_hjelp* augeblikkeleg_hjelp* øyeblikkeleg_hjelp* øhd* kad kad-* "
    "*døgntilbud* *døgntilbod* *legevaktsentral* *legevaktteneste* overlege* turnuslege* smittevernlege*",
    "sykehjem": "*sykehjem* *sjukeheim* *korttidsplass* *korttidsopphold* *korttidsopphald* institusjonsplass* "
    "*omsorgssenter* *omsorgssentre* langtidsplass* intermediær* *bo-_og_behandlingssenter* sengepost*",
    "psykisk-helse-rus": "psykisk_helse* psykisk_helsearbeid* psykiatri* *psykolog* *rusteam* rusarbeid* rustenest* rustjeneste* "
    "rusomsorg* *rusomsorg* rus rus- *act-team* fact fact-* psykososial* ruspoliklinikk* rus-_og_psykisk* "
    "ettervern* kriseteam* rusmisbruk* *ruskonsulent* rask_psykisk*",
    "folkehelse": "*folkehelse* *miljørettet* *miljøretta* *smittevern* frisklivssentral* helsevern miljøhygiene*",
    "rehabilitering": "*rehabilitering* *habilitering* fysioterapi* ergoterapi* *fysioterapeut* *ergoterapeut* hverdagsrehab* "
    "syn-_og_hørsel* *hørselskontakt* *høyrselskontakt* terapibasseng* *audiopedagog*",
    "vikar": "*vikarpool* *vikarbyrå* *vikarlege* vikarsentral* *vikarbruk* bemanningssenter* bemanningskontor* "
    "innleie_av_helse* bemanningspool* vikarordning* vikarteneste* vikartjeneste*",
    "velferdsteknologi": "*velferdsteknolog* *trygghetsalarm* *tryggleiksalarm* tryggheitsalarm* *pasientjournal* "
    "*responssenter* *respons-senter* alarmsentral* alarmmottak* digital_heimeoppfølging* "
    "digital_hjemmeoppfølging* responstjeneste* responstenest* *responssentertjeneste* vaktsentral*",
    "krisesenter": "*krisesent* nære_relasjonar nære_relasjoner",
    "tannlege": "*tannlege* *tannhelse*",
    "bolig": "boligsosial* bustadsosial* boligkontor* bustadkontor* *utleiebolig* *utleigebustad* boligstiftelse* "
    "bustadstifting* boligforvaltning* bustadforvaltning* bustøtte* bostøtte* startlån* boliger bustader "
    "boligbygg* bustadbygg* husbank*",
    "barnevern": "*barnevern* *barnevakt* *fosterhjem* *fosterheim* *familievern* *familieheim*",
    "oppvekst": "oppvekst oppvekst- oppvekstkontor* oppvekstadministrasjon* oppvekstsamarbeid* familiesenter* "
    "familiens_hus ungdomstjeneste* ungdomstenest* fagkontor_for_oppvekst utdanning",
    "skole": "*skole *skule skolesamarbeid* skulesamarbeid* *leirskole* *leirskule* *svømmeopplæring* "
    "*symjeopplæring* *grunnskole* *grunnskule* skolefag* skulefag* skole- skule- gjesteelev* *morsmål* "
    "*skoleskyss* *skuleskyss* ungdomsskole* ungdomsskule* skolekontor* skulekontor* skolestrategi* "
    "skulestrategi* pedagogisk_senter *utdanningssenter* *newton* *karrieresenter* studiesenter*",
    "barnehage": "*barnehage*",
    "ppt": "ppt ppt-* pp-tjeneste* pp-tenest* pp_tjenest* pp_tenest* *pedagogisk-psykologisk* "
    "pedagogisk_psykologisk* pedagogiskpsykologisk* *logoped* psykologisk-pedagogisk* spesialpedagog*",
    "voksenopplaering": "*voksenopplæring* *vaksenopplæring* voksnes_læring *læringssenter* *vaksenlæring* voksenlæring* "
    "norskopplæring*",
    "flyktning": "*flyktning* *integrering* *introduksjonsprogram* *introduksjonssenter* *bosetting_av* *busetjing_av* "
    "*innvandr* *tolketjeneste* *tolketenest* *tolketeneste* *enslige_mindreårige* einslege_mindreårige "
    "*mottakssenter*",
    "kultur": "fritidsklubb* ungdommens_hus kulturskaper* frivilligsentral* frivillighetssentral* aktivitetskort* "
    "kultur kulturkontor* kultursamarbeid* kulturtilbud* kulturtilbod* kulturhus* kulturarv* kulturmiljø* "
    "*bibliotek* *museum* *musea *museet *museer museums* idrett* *idrettshall* *idrettsanlegg* svømmehall* "
    "symjehall* *svømmeanlegg* *symjeanlegg* *badeanlegg* *badeland* *kino *kinoen kinodrift* *folkebad* "
    "opplevelseskort* opplevingskort* *ishall* ungdomsklubb* kulturminne* kulturnett* *konserthus* "
    "spillemidler spelemiddel* kulturvern* kulturverntenest* *teater* *teatret den_kulturelle_skolesekken "
    "den_kulturelle_skulesekken *svømmebasseng* *fleirbrukshall* *flerbrukshall*",
    "kulturskole": "*kulturskole* *kulturskule* *musikkskole* *musikkskule*",
    "nav": "nav nav-* sosialtjeneste* sosialteneste* sosialtenest* *gjeldsrådgiv* *gjeldsrådgjev* "
    "kvalifiseringsprogram* *sosialkontor* økonomisk_rådgiving gjeldsråd*",
    "brann": "brann* *brannvesen* *brannvern* *brann- brann *brannsamarbeid* *brannregion* *brannstasjon* "
    "*brannteneste* *brannteknisk* *brannførebygg* *brannforebygg* *branntenest* branntjeneste* "
    "*brannberedskap* *feiing* *feier* *feiar* feiertjeneste* feiarteneste* *110-* 110-sentral* "
    "nødalarmsentral* *nødmeldesentral* *nødsentral* *alarmsentral_brann overordnet_vakt overordna_vakt "
    "*brannbil* *brannkorps* redningstjeneste* redningsteneste* redningsvesen* branninspektør*",
    "beredskap": "beredskap beredskaps* samfunnssikkerhet* samfunnstryggleik* samfunnssikring* *totalforsvar* *oljevern* "
    "*iua *forurensningsberedskap* akutt_forurensning akutt_forureining akuttforurensning* "
    "akuttforureining* *beredskapsråd* *beredskapskoordinator* *krisehåndtering* *krisehandtering* "
    "ureiningsberedskap* forureiningsberedskap* *evakuering* vassberging*",
    "landbruk": "landbruks* skogbruks* jordbruks* skogsvei* skogsveg* beite* gardsdrift* landbruksvikar* *landbruk* "
    "jordbruk* *skogbruk* *skogforvalt* *veterinær* *avløysar* avløser* *utmark* viltforvaltning* "
    "*hjorteforvaltning* *skogkontor* seterdrift* stølsdrift* *dyrehelse* *hjortevilt* *viltnemnd* "
    "*fallvilt* vilt- elgforvaltning*",
    "plan": "*soneplan* *delplan* plansjef* planlegger* planleggar* planrådgiver* planrådgjevar* *plankontor* "
    "*planavdeling* *planressurs* *arealplan* *planfaglig* *planfagleg* planarbeid* *kommuneplan* "
    "*kommunedelplan* *reguleringsplan* *plansamarbeid* planlegging *planforum* *plantjeneste* *plantenest* "
    "planforvaltning* samfunnsplanlegg* arealforvaltning* arealplanlegging* *planmiljø* plan-",
    "byggesak": "*byggesak* *byggjesak* *byggetilsyn* *byggjetilsyn* spredte_avløp spreidde_avløp *tilsynskontor* "
    "*avløpstilsyn* tilsyn_med_avløp *ulovlighetsoppfølging* *ulovlegoppfølging* bygningskontroll*",
    "oppmaling": "*oppmåling* *matrikkel* landmåling* *landmålar* *landmåler* *seksjonering*",
    "geodata": "geodata* gis-* *kartsamarbeid* karttjeneste* karttenest* karttenester *kartverk* *geovekst* "
    "*kartforvaltning* *kartkontor* geografisk* *kartløsning* *kartløysing* kart- kart",
    "miljo-klima": "klima klima- klimaplan* *klimasamarbeid* *klimaråd* *klimarådgiv* *klimarådgjev* naturvern* "
    "*naturmangf* *artsmangf* *miljøvern* miljørådgiv* miljørådgjev* *vannområde* *vassområde* "
    "*vannforvaltning* *vassforvaltning* *vannregion* *vassregion* bærekraft* berekraft* *energi-_og_klima* "
    "*klimaomstilling* *klimatilpass* miljø- miljøfag* *laksefisk* villrein*",
    "naring": "næringssjef* næringskonsulent* næringsforum* regionalt_næringsfond* kraftinntekt* gründer* "
    "*næringsutvikling* *næringsforening* *næringssamarbeid* *næringshage* *næringsselskap* *næringsplan* "
    "*næringsareal* *næringspark* *næringsliv* *næringskontor* *næringsfond* *næringsarbeid* "
    "*næringsrådgiv* *næringsrådgjev* *næringslag* næring nærings- *reiseliv* *reisemål* *destinasjon* "
    "*turist* *vekstselskap* *innovasjonsselskap* omstillingsprogram* *tilflytt* *etablerer* *etablerar* "
    "*kraftfond* *konsesjonskraft* *kraftforvaltning* *havbruk* *skjenkekontroll* skjenke-",
    "samfunnsutvikling": "*byutvikling* *tettstedsutvikling* stedsutvikling* stadutvikling* merkevare* samfunnsutvikling* "
    "*regionutvikling* *bygdeutvikling* *omdømme*",
    "teknisk": "teknisk tekniske *kommunalteknikk* *kommunalteknisk* vaktordning* vegvakt* *byggdrift* *driftsvakt* "
    "*ingeniørvesen* maskinpark* *uteseksjon* *driftssentral*",
    "vann-avlop": "vassavtale* vannlevering* vasslevering* vassleveranse* hovedvannledning* overføringsledning* "
    "overføringsleidning* reserve-_og_nødvann *vannverk* *vassverk* *vannforsyning* *vassforsyning* *avløp* "
    "*avlaup* *renseanlegg* *reinseanlegg* *reinsing* *kloakk* va va-* vann- vatn vass- vann *vannbehandl* "
    "*vassbehandl* *slam *slamtømming* *slambehandling* *slamtøming* *reservevann* *reservevatn* "
    "*drikkevann* *drikkevatn* *spillvann* *overvann* *overvatn* *råvatn* *råvann* *slamavskil* "
    "*vasskjelde* *vannkilde*",
    "eiendom": "bygg-_og_eiendom* eigedomsdrift* *eiendomsforvaltning* *eigedomsforvaltning* *eiendomsdrift* "
    "*eigedomsdrift* *renhold *reinhald eiendomskontor* eigedomskontor* *byggforvaltning* *vaktmester* "
    "*vaktmeister* *bygningsdrift* *reinhaldsteneste* renholdstjeneste* eiendomsavdeling* "
    "*eigedomsavdeling*",
    "renovasjon": "*renovasjon* *avfall* *søppel* bos *miljøverk* *reinhaldsverk* *renholdsverk* *gjenvinning* "
    "*attvinning* *gjenbruks* *ombruk* *deponi *deponiet *miljøstasjon* *miljøselskap* *husholdningsavfall* "
    "*reinhald_iks *renhold_iks *kildesortering* *kjeldesortering* *biogass* *matavfall* *miljø_iks "
    "*miljø_ko *miljøservice* *avfallsanlegg* *forbrenningsanlegg* *reinhald *forbrenning*",
    "samferdsel": "vegvedlikehold* gatelysvedlikehold* skyss* ladestasjon* *samferdsel* *kollektivtrafikk* "
    "*kollektivtransport* *hamn *hamna *havn *havna *havne* *havne- *hamne* *gatelys* *veglys* *veilys* "
    "buss bussrute* skolebuss* bybuss* bypakke* *bompenge* *bypakke* *flyplass* *lufthamn* *lufthavn* "
    "*ferje* *ferge* *vegdrift* *veidrift* *brøyting* *parkering* *vegvedlikehald* *veivedlikehold* "
    "*sykkel* *jernbane* *trafikksikkerhet* *trafikktryggleik* veg- *vegsamarbeid* *hurtigbåt*",
    "kriminalitet": "slt slt-* *kriminalitet* politiråd*",
    "friluftsliv": "*friluftsliv* *friluftsråd* *turlag* *turløype* *løypelag* *skjærgård* *fjellområde* *turveg* *turvei* "
    "*skiløype* *nasjonalpark* *stiprosjekt* *fjelloppsyn* *skiløyper* *løypekøyring* *løypekjøring* "
    "*friområde* *friluftsområde*",
    "politisk": "politisk_samarbeid interessepolitisk* interessepolitikk* *regionråd* *regionsråd* regionrådet "
    "politisk_råd politisk_rådet politiske_råd interkommunalt_råd rådet_for_* *påvirkningsarbeid* "
    "*påverknadsarbeid* *fjellregionsamarbeid* kommuneråd* *fjordkommune* *lobby* samarbeidsråd* "
    "*samarbeidsrådet",
    "styring": "*eierstyring* *eigarstyring* *eierskap *eierskapet *eigarskap *eigarskapet *eierskapsmelding* "
    "*eigarskapsmelding* *eierstrategi* *eigarstrategi* *eigarmelding* *eiermelding* *eierskapspolitikk* "
    "*eigarskapspolitikk* *samarbeidsstrategi* frikommune* *samarbeidsformer eierskaps* eigarskaps*",
    "kommunestruktur": "*kommunesammenslå* *kommunesamanslå* *kommunereform* *kommunestruktur* sammenslåing samanslåing "
    "grensejustering* intensjonsplan* *nabosamtal*",
}  # fmt: skip


def _pattern(word: str) -> str:
    begins, ends = word.startswith("*"), word.endswith("*")
    bare = re.escape(word.strip("*").replace("_", " ")).replace("\\ ", r"[\s-]+")
    end = "" if ends or bare.endswith("-") else r"(?:en|a|et|s|ens|ets|ene|ane|er|ar|e)?(?![\wæøå])"
    begin = "" if begins else r"(?<![\wæøå])"
    return f"{begin}{bare}{end}"


PATTERNS: dict[str, re.Pattern[str]] = {
    field: re.compile("|".join(_pattern(word) for word in sorted(words.split(), key=len, reverse=True)), re.I)
    for field, words in _WORDS.items()
}
"""What names each field in a text."""
