/* generate - writes the benchmark's feed: invented dossiers of about 2.2 kB, the same bytes for the same
 * options
 *
 * Shares nothing with the product. Every value is invented; the citizens' numbers begin with 999, which no
 * province has. */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define BLOCK_BYTES (1u << 20)
#define RECORD_ROOM 8192u	   /* no dossier comes near it */
#define MEMBER_BYTES (64ull << 20) /* a new gzip member after so many bytes */
#define AGENCIES_MAX 64

struct agency {
	char old_form[24], new_form[16], name[96];
};

struct feed {
	char block[BLOCK_BYTES + RECORD_ROOM];
	size_t used;
	bool is_gz;
	z_stream gz;
	uint64_t member_bytes;
	unsigned char packed[BLOCK_BYTES];
	struct agency agency[AGENCIES_MAX];
	unsigned nagencies;
	uint64_t edition; /* 0 first delivery, 1 a later one with the dossiers finished */
};

static struct feed feed;

static void die(const char *what)
{
	fprintf(stderr, "generate: %s: %s\n", what, strerror(errno));
	exit(74);
}

static void write_out(const void *data, size_t len)
{
	const char *at = data;
	while (len) {
		ssize_t n = write(1, at, len);
		if (n < 0)
			die("write");
		at += n;
		len -= (size_t)n;
	}
}

static void deflate_block(struct feed *f, int flush)
{
	f->gz.next_in = (unsigned char *)f->block;
	f->gz.avail_in = (unsigned)f->used;
	do {
		f->gz.next_out = f->packed;
		f->gz.avail_out = sizeof(f->packed);
		if (deflate(&f->gz, flush) == Z_STREAM_ERROR)
			die("deflate");
		write_out(f->packed, sizeof(f->packed) - f->gz.avail_out);
	} while (!f->gz.avail_out);
}

static void block_flush(struct feed *f, bool is_last)
{
	if (!f->is_gz) {
		write_out(f->block, f->used);
	} else {
		f->member_bytes += f->used;
		bool ends = is_last || f->member_bytes > MEMBER_BYTES;
		deflate_block(f, ends ? Z_FINISH : Z_NO_FLUSH);
		if (ends) {
			f->member_bytes = 0;
			deflateReset(&f->gz);
		}
	}
	f->used = 0;
}

static void add(struct feed *f, const char *text, size_t len)
{
	memcpy(f->block + f->used, text, len);
	f->used += len;
}

static void add_str(struct feed *f, const char *text)
{
	add(f, text, strlen(text));
}

static void add_num(struct feed *f, uint64_t n, unsigned width)
{
	char digits[24];
	unsigned at = sizeof(digits);
	while (n || width) {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
		width -= width > 0;
	}
	add(f, digits + at, sizeof(digits) - at);
}

/* splitmix64: the n-th number depends on n alone */
static uint64_t mix(uint64_t n)
{
	n += 0x9e3779b97f4a7c15u;
	n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9u;
	n = (n ^ (n >> 27)) * 0x94d049bb133111ebu;
	return n ^ (n >> 31);
}

/* Days after 2023-10-01; stays within 2024-06. */
static void add_date(struct feed *f, unsigned days, const char *clock)
{
	static const unsigned length[] = {31, 30, 31, 31, 29, 31, 30, 31, 30};
	unsigned month = 0;
	while (days >= length[month])
		days -= length[month++];
	unsigned year = month < 3 ? 2023 : 2024;
	add_num(f, year, 4);
	add_num(f, month < 3 ? month + 10 : month - 2, 2);
	add_num(f, days + 1, 2);
	add_str(f, clock);
}

static void add_key(struct feed *f, uint64_t n, const struct agency *a, unsigned days)
{
	add_str(f, n & 1 ? a->old_form : a->new_form);
	add_str(f, "-");
	size_t at = f->used;
	add_date(f, days, "");
	memmove(f->block + at, f->block + at + 2, 6); /* yyMMdd */
	f->used -= 2;
	add_str(f, "-");
	add_num(f, n, 7);
}

static void add_attachment(struct feed *f, unsigned k, bool is_digital)
{
	add_str(f, "      <TepDinhKem>\n       <TepDinhKemId>");
	add_num(f, k, 1);
	add_str(f, "</TepDinhKemId>\n       <TenTepDinhKem>to-khai-");
	add_num(f, k, 1);
	add_str(f, ".pdf</TenTepDinhKem>\n       <IsDeleted>False</IsDeleted>\n"
		   "       <DuongDanTaiTepTin>http://tthc.example/dl?f=to-khai.pdf&amp;t=");
	add_num(f, k, 1);
	add_str(f, "</DuongDanTaiTepTin>\n       <DuocSoHoa>");
	add_str(f, is_digital ? "1" : "0");
	add_str(f, "</DuocSoHoa>\n      </TepDinhKem>\n");
}

static void add_fee(struct feed *f, uint64_t r)
{
	add_str(f, "     <DanhSachLePhi>\n      <LePhi>\n       <TenPhiLePhi>Lệ phí</TenPhiLePhi>\n"
		   "       <HinhThucThu>1</HinhThucThu>\n       <Gia>");
	add_num(f, 1000 * (1 + r % 500), 1);
	add_str(f, "</Gia>\n      </LePhi>\n     </DanhSachLePhi>\n");
}

static void add_lists(struct feed *f, uint64_t n, uint64_t r)
{
	add_str(f, "     <TaiLieuNop>\n");
	for (unsigned k = 1; k <= 3; k++)
		add_attachment(f, k, (r >> (20 + k)) & 1);
	add_str(f, "     </TaiLieuNop>\n");
	add_fee(f, r >> 24);
	add_str(f,
		"     <DanhSachGiayToKetQua>\n      <GiayToKetQua>\n       <TenGiayTo>Kết quả</TenGiayTo>\n"
		"       <MaGiayToKetQua>KQ.G15.");
	add_num(f, n, 8);
	add_str(f, "</MaGiayToKetQua>\n      </GiayToKetQua>\n     </DanhSachGiayToKetQua>\n");
}

static void add_person(struct feed *f, uint64_t r)
{
	add_str(f, "     <DinhDanhCHS>\n      <DinhDanh>\n       <LoaiDinhDanh>");
	bool is_known = r % 10 < 7;
	add_str(f, is_known ? "1" : "2");
	add_str(f, "</LoaiDinhDanh>\n       <SoDinhDanh>");
	if (is_known) {
		add_str(f, "999");
		add_num(f, (r >> 4) % 1000000000u, 9);
	} else {
		add_str(f, "000000001");
	}
	add_str(f, "</SoDinhDanh>\n      </DinhDanh>\n     </DinhDanhCHS>\n");
}

static void add_what(struct feed *f, uint64_t n, const struct agency *a, uint64_t r, unsigned day)
{
	add_str(f, "    <HoSo>\n     <MaHoSo>");
	add_key(f, n, a, day);
	add_str(f, "</MaHoSo>\n     <MaTTHC>1.");
	add_num(f, 100 + (r >> 8) % 400, 6);
	add_str(f, r & 64 ? ".000.00.00.H34" : "");
	add_str(f, "</MaTTHC>\n     <TenTTHC>Thủ tục thử nghiệm &amp; kiểm tra</TenTTHC>\n"
		   "     <MaLinhVuc>G15-TP01</MaLinhVuc>\n     <TenLinhVuc>Hộ tịch</TenLinhVuc>\n");
	if ((r >> 16) % 10) {
		add_str(f, "     <KenhThucHien>");
		add_num(f, 1 + (r >> 16) % 3, 1);
		add_str(f, "</KenhThucHien>\n");
	}
	add_str(f, "     <ChuHoSo>NGUYỄN VĂN THỬ ");
	add_num(f, n % 1000, 3);
	add_str(f, "</ChuHoSo>\n     <LoaiDoiTuong>");
	add_num(f, 1 + (r >> 40) % 4, 1);
	add_str(f, "</LoaiDoiTuong>\n     <Email/>\n     <TrichYeuHoSo>Dinhkem</TrichYeuHoSo>\n");
}

static void add_when(struct feed *f, const struct agency *a, uint64_t r, unsigned day)
{
	bool is_done = f->edition || r % 4;
	unsigned due = day + 5 + (unsigned)((r >> 44) % 20);
	unsigned end = day + (unsigned)((r >> 50) % 26);
	add_str(f, "     <NgayTiepNhan>");
	add_date(f, day, "083000");
	add_str(f, "</NgayTiepNhan>\n     <NgayHenTra>");
	add_date(f, due, "170000");
	add_str(f, "</NgayHenTra>\n     <TrangThaiHoSo>");
	add_str(f, is_done ? (r & 1 ? "10" : "9") : "4");
	add_str(f, "</TrangThaiHoSo>\n     <NgayTra>");
	if (is_done && (r & 1))
		add_date(f, end, "101500");
	add_str(f, "</NgayTra>\n     <HinhThuc>0</HinhThuc>\n     <NgayKetThucXuLy>");
	if (is_done)
		add_date(f, end, "101500");
	add_str(f, "</NgayKetThucXuLy>\n     <DonViXuLy>");
	add_str(f, a->name);
	add_str(f, "</DonViXuLy>\n");
}

static void add_dossier(struct feed *f, uint64_t n)
{
	uint64_t r = mix(n), s = mix(r);
	const struct agency *a = &f->agency[s % f->nagencies];
	unsigned day = (unsigned)((s >> 8) % 180);
	add_what(f, n, a, r, day);
	add_when(f, a, r, day);
	add_lists(f, n, r);
	add_str(f, "     <NoiNopHoSo>2</NoiNopHoSo>\n     <HoSoCoThanhPhanSoHoa>");
	add_str(f, (r >> 21) & 7 ? "1" : "0");
	add_str(f, "</HoSoCoThanhPhanSoHoa>\n     <DuocThanhToanTrucTuyen>");
	add_str(f, (s >> 40) % 3 ? "1" : "0");
	add_str(f, "</DuocThanhToanTrucTuyen>\n");
	add_person(f, s >> 20);
	add_str(f, "     <NgayNopHoSo>");
	add_date(f, day, "083000");
	add_str(f, "</NgayNopHoSo>\n    </HoSo>\n");
}

static void add_head(struct feed *f)
{
	add_str(f, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		   "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
		   " xmlns:xrd=\"http://x-road.eu/xsd/xroad.xsd\" "
		   "xmlns:id=\"http://x-road.eu/xsd/identifiers\">\n"
		   " <soapenv:Header>\n  <xrd:client id:objectType=\"SUBSYSTEM\">\n"
		   "   <id:xRoadInstance>VN</id:xRoadInstance>\n   <id:memberClass>GOV</id:memberClass>\n"
		   "   <id:memberCode>000.00.00.H34</id:memberCode>\n"
		   "   <id:subsystemCode>lgspkontum</id:subsystemCode>\n  </xrd:client>\n"
		   "  <xrd:id>00000000-0000-4000-8000-00000000000");
	add_num(f, f->edition, 1);
	add_str(f, "</xrd:id>\n  <xrd:protocolVersion>4.0</xrd:protocolVersion>\n </soapenv:Header>\n"
		   " <soapenv:Body>\n  <DongBoHoSoMC xmlns=\"http://dichvucong.gov.vn/qcvn120\">\n"
		   "   <madonvi>000.00.00.H34</madonvi>\n   <data>\n");
}

/* One agency a line: old form, new form, name, with tabs between. */
static void agencies_read(struct feed *f, const char *path)
{
	FILE *in = fopen(path, "r");
	char line[256];
	if (!in)
		die(path);
	while (f->nagencies < AGENCIES_MAX && fgets(line, sizeof(line), in)) {
		struct agency *a = &f->agency[f->nagencies];
		if (sscanf(line, "%23[^\t]\t%15[^\t]\t%95[^\n]", a->old_form, a->new_form, a->name) == 3)
			f->nagencies++;
	}
	fclose(in);
	if (!f->nagencies) {
		errno = EINVAL;
		die(path);
	}
}

int main(int argc, char **argv)
{
	if (argc < 3 || argc > 6) {
		fprintf(stderr, "usage: generate AGENCIES ROWS [FIRST [EDITION [gz]]]\n");
		return 64;
	}
	agencies_read(&feed, argv[1]);
	uint64_t rows = strtoull(argv[2], NULL, 10);
	uint64_t first = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	feed.edition = argc > 4 ? strtoull(argv[4], NULL, 10) : 0;
	feed.is_gz = argc > 5;
	if (feed.is_gz && deflateInit2(&feed.gz, 1, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		die("deflate");
	add_head(&feed);
	for (uint64_t n = first; n < first + rows; n++) {
		add_dossier(&feed, n);
		if (feed.used >= BLOCK_BYTES)
			block_flush(&feed, false);
	}
	add_str(&feed, "   </data>\n  </DongBoHoSoMC>\n </soapenv:Body>\n</soapenv:Envelope>\n");
	block_flush(&feed, true);
	return 0;
}
