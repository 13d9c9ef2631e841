//! Portuguese.

use super::ListWord::{
    self, Cited, Heads, Joint, Kind, Lead, Narrow, Sources, Starts, Tail, Talks, Weak,
};
use super::Part::{Author, Editor, Translator};
use super::Slot::Edition;
use super::{Rows, Sense as S};
use crate::reference::Kind as K;

/// The words of headings of lists, and of what ends one.
#[rustfmt::skip] // many to a line
pub(super) const LISTS: &[(&str, ListWord)] = &[
    ("as", Narrow), ("os", Narrow), ("a", Narrow), ("o", Narrow), ("de", Narrow), ("do", Narrow),
    ("da", Narrow), ("dos", Narrow), ("das", Narrow), ("para", Narrow), ("em", Narrow),
    ("algumas", Narrow), ("alguns", Narrow), ("principais", Narrow), ("outras", Narrow),
    ("outros", Narrow), ("mais", Narrow), ("lista de", Narrow),
    ("referências", Sources), ("referência", Sources), ("referências bibliográficas", Sources),
    ("bibliografia", Sources), ("bibliografia recomendada", Sources),
    ("bibliografia consultada", Sources), ("fontes", Sources), ("fonte", Sources),
    ("fontes consultadas", Sources), ("para saber mais", Sources), ("saiba mais", Sources),
    ("para ler mais", Sources), ("leia mais", Sources), ("para aprofundar", Sources),
    ("leituras", Sources), ("leituras recomendadas", Sources), ("leitura recomendada", Sources),
    ("leituras complementares", Sources), ("lista de leitura", Sources),
    ("livros recomendados", Sources), ("livros citados", Sources), ("livros mencionados", Sources),
    ("livros indicados", Sources), ("obras citadas", Sources), ("indicações de leitura", Sources),
    ("literatura", Sources),
    ("links", Weak), ("links úteis", Weak), ("links citados", Weak), ("recursos", Weak),
    ("notas", Weak), ("notas do episódio", Weak), ("materiais", Weak), ("material", Weak),
    ("material complementar", Weak),
    ("livros", Kind), ("livro", Kind), ("artigos", Kind), ("artigo", Kind), ("estudos", Kind),
    ("estudo", Kind), ("relatórios", Kind), ("teses", Kind), ("dissertações", Kind),
    ("filmes", Kind), ("documentários", Kind), ("sites", Kind), ("revistas", Kind),
    ("jornais", Kind), ("ensaios", Kind), ("textos", Kind), ("publicações", Kind),
    ("arquivos", Kind), ("romances", Kind), ("obras", Kind),
    ("citados", Cited), ("citadas", Cited), ("citado", Cited), ("citada", Cited),
    ("mencionados", Cited), ("mencionadas", Cited), ("recomendados", Cited),
    ("recomendadas", Cited), ("indicados", Cited), ("indicadas", Cited), ("consultados", Cited),
    ("consultadas", Cited), ("utilizados", Cited), ("utilizadas", Cited), ("usadas", Cited),
    ("e", Joint), ("ou", Joint),
    ("são", Lead),
    ("do episódio", Tail), ("deste episódio", Tail), ("do vídeo", Tail), ("deste vídeo", Tail),
    ("neste episódio", Tail), ("no episódio", Tail),
    ("música", Heads), ("músicas", Heads), ("trilha sonora", Heads), ("trilha", Heads),
    ("capítulos", Heads), ("índice", Heads), ("minutagem", Heads), ("sumário", Heads),
    ("patrocinador", Heads), ("patrocinadores", Heads), ("patrocínio", Heads),
    ("publicidade", Heads), ("desconto", Heads), ("cupom", Heads), ("promoção", Heads),
    ("apoie", Heads), ("apoia-se", Heads), ("apoio", Heads), ("apoiadores", Heads),
    ("doações", Heads), ("doação", Heads), ("patreon", Heads), ("loja", Heads), ("siga-nos", Heads),
    ("siga", Heads), ("redes", Heads), ("redes sociais", Heads), ("inscreva-se", Heads),
    ("assine", Heads), ("contato", Heads), ("contatos", Heads), ("contacto", Heads),
    ("créditos", Heads), ("equipe", Heads), ("produção", Heads), ("edição", Heads),
    ("roteiro", Heads), ("direção", Heads), ("apresentação", Heads), ("locução", Heads),
    ("convidado", Heads), ("convidados", Heads), ("convidada", Heads), ("imagens", Heads),
    ("imagem", Heads), ("fotos", Heads), ("foto", Heads), ("vitrine", Heads), ("capa", Heads),
    ("errata", Heads), ("correções", Heads), ("episódios", Heads), ("episódio anterior", Heads),
    ("outros vídeos", Heads), ("ingressos", Heads), ("eventos", Heads), ("agradecimentos", Heads),
    ("obrigado", Heads), ("transcrição", Heads), ("newsletter", Heads), ("site", Heads),
    ("email", Heads), ("e-mail", Heads), ("avisos", Heads), ("recados", Heads),
    ("siga", Starts), ("sigam", Starts), ("siga-nos", Starts), ("inscreva-se", Starts),
    ("assine", Starts), ("apoie", Starts), ("apoiar", Starts), ("seja um", Starts),
    ("música de", Starts), ("música:", Starts), ("trilha sonora", Starts), ("obrigado a", Starts),
    ("agradecimentos", Starts), ("este episódio é", Starts), ("este vídeo é", Starts),
    ("patrocinado por", Starts), ("não esqueça", Starts), ("não se esqueça", Starts),
    ("escreva", Starts), ("fale conosco", Starts), ("entre em contato", Starts),
    ("uma produção", Starts), ("produzido por", Starts), ("apresentado por", Starts),
    ("se você", Starts), ("visite", Starts), ("compre", Starts), ("ouça", Starts),
    ("meu livro", Starts), ("nosso livro", Starts),
    ("eu", Talks), ("meu", Talks), ("minha", Talks), ("meus", Talks), ("minhas", Talks),
    ("você", Talks), ("vocês", Talks), ("teu", Talks), ("tua", Talks),
    ("nós", Talks), ("nosso", Talks), ("nossa", Talks), ("nossos", Talks),
    ("nossas", Talks), ("aqui", Talks),
];

/// What words say inside an entry.
#[rustfmt::skip] // many to a line
pub(super) const ENTRIES: Rows = &[
    ("org", &[S::Did(Editor)]), ("orgs", &[S::Did(Editor)]), ("tradução de", &[S::By(Translator)]),
    ("edição", &[S::Counted(Edition)]), ("em", &[S::In, S::Grammar]), ("documentário", &[S::Kind(K::Film)]), ("direção de", &[S::By(Author)]), ("tese", &[S::Kind(K::Thesis)]),
    ("tese de doutorado", &[S::Kind(K::Thesis)]), ("relatório", &[S::Kind(K::Report)]),
    ("livro", &[S::Kind(K::Book)]), ("editora", &[S::Press]), ("edições", &[S::Press]),
    ("universidade", &[S::Body]), ("janeiro", &[S::Month(1)]), ("fevereiro", &[S::Month(2)]),
    ("março", &[S::Month(3)]), ("maio", &[S::Month(5)]), ("junho", &[S::Month(6)]), ("julho", &[S::Month(7)]),
    ("setembro", &[S::Month(9)]), ("outubro", &[S::Month(10)]), ("novembro", &[S::Month(11)]),
    ("dezembro", &[S::Month(12)]), ("e", &[S::And]), ("dos", &[S::Particle, S::Grammar]),
    ("do", &[S::Particle, S::Grammar]), ("da", &[S::Particle, S::Grammar]), ("o", &[S::Grammar]),
    ("os", &[S::Grammar]), ("um", &[S::Grammar]), ("uma", &[S::Grammar]), ("história", &[S::Grammar]),
    ("reimpressão", &[S::Again]), ("reedição", &[S::Again]),
    ("artigo", &[S::Kind(K::Article)]),
    ("folha", &[S::Outlet]), ("jornal", &[S::Outlet]), ("gazeta", &[S::Outlet]),
];
