// Every piece of text of the page that has a digit: [row, cell, text]. A row is called by its id (data-id), else by its first cell; a
// cell by its data-title, a row's heading `head`. Rows over a group are `rowgroup`, those over the columns `thead`; what is in no table
// has no row. Pictures say what they show in their title, which is read as well.
(function () {
	var BLOCKS = 'td, th, li, p, h1, h2, h3, caption, summary, option, output, label, nav, dt, dd, figcaption', pieces = [], last = null;
	function squeeze(text) { return text.replace(/\s+/g, ' ').trim(); }
	function place(cell) {
		var row = cell.parentNode, body = row.parentNode, first = row.cells[0];
		if (body.tagName === 'THEAD') return ['thead', ''];
		if (first.getAttribute('scope') === 'rowgroup') return ['rowgroup', ''];
		var name = cell.getAttribute('data-title') || (cell.tagName === 'TH' ? 'head' : '');
		return [row.id || row.getAttribute('data-id') || (body.id ? body.id + '/' : '') + squeeze(first.textContent), name];
	}
	var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT), found = new Map(), node;
	while ((node = walker.nextNode())) {
		var element = node.nodeType === 1 ? node : node.parentNode, block = element.closest('td, th') || element.closest(BLOCKS) || document.body;
		if (element.closest('script, style, datalist')) continue;
		if (!found.has(block)) found.set(block, '');
		// a new line, a paragraph and a picture's title divide what they stand between
		var part = element.closest('p, title, svg');
		if (/^br$/i.test(element.tagName) || part !== last) found.set(block, found.get(block) + ' ');
		last = part;
		if (node.nodeType === 3) found.set(block, found.get(block) + node.nodeValue);
	}
	found.forEach(function (text, block) {
		text = squeeze(text);
		if (/\d/.test(text)) pieces.push((block.tagName === 'TD' || block.tagName === 'TH' ? place(block) : ['', '']).concat([text]));
	});
	return pieces;
}())
